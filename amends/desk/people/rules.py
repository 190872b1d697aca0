"""Pure rules about people: how addresses are compared and names are shortened."""


def normal_address(kind: str, value: str) -> str:
    """Return `value` in the form in which addresses of that kind are compared."""
    value = value.strip()
    if kind == "email":
        return value.lower()[:320]
    if kind == "phone":
        return "".join(char for char in value if char.isdigit() or char == "+")[:320]
    return value[:320]


def initials(name: str) -> str:
    """Return at most two letters for a round mark: first and last word's."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "–"
    letters = words[0][:2] if len(words) == 1 else words[0][0] + words[-1][0]
    return letters.upper()
