"""Working time: when a desk is open, when something is due, and how much time is left."""

from amends.craft.hours.calendar import Calendar, Day, Week
from amends.craft.hours.notation import format_holidays, format_hours, parse_holidays, parse_hours

__all__ = ["Calendar", "Day", "Week", "format_holidays", "format_hours", "parse_holidays", "parse_hours"]
