"""Programs for pages with hostile mails in them: set off what can be set off, and say what could ever be."""

POKE = """() => {
  const seen = [document];
  for (let place = 0; place < window.length; place++)
    try { seen.push(window[place].document) } catch {} // another's, or one that was led elsewhere
  for (const element of seen.flatMap((one) => [...one.querySelectorAll("body, body *")]))
    for (const kind of ["pointerover", "mouseover", "focus", "focusin", "toggle", "load", "error"])
      element.dispatchEvent(new Event(kind));
}"""
"""Do to everything on a page, and in its frames as far as it may look into them, what sets handlers off."""
AUDIT = """(documents) => {
  const bad = "script,form,input,button,select,textarea,iframe,object,embed,svg,math,base,style,video,[http-equiv]";
  const audited = (element) => {
    const found = element.matches(bad) ? [element.outerHTML] : [];
    for (const { name, value } of element.attributes) {
      if (/^(on.*|hx-.*|id|name|srcset|ping|action|data-live.*)$/.test(name) && !element.matches("meta"))
        found.push(name);
      if (name === "href" && !/^(https?:|mailto:|tel:|\\/static\\/)/.test(value)) found.push(`href ${value}`);
      if (name === "src" && !/^(data:image\\/(png|jpeg|gif|webp);|https?:)/.test(value)) found.push(`src ${value}`);
      if (name === "target" && value !== "_blank") found.push(`target ${value}`);
    }
    return found;
  };
  return (documents ?? [document]).flatMap((one) => [...one.querySelectorAll("*")].flatMap(audited));
}"""
"""What of sanitised documents could ever run or load, without waiting for it to happen."""
ALIKE = """async (addresses) => {
  const [one] = document.querySelectorAll(".sent-frame iframe");
  await Promise.all(addresses.map((address) => new Promise((done) => {
    const frame = one.cloneNode();
    Object.assign(frame, { src: address, loading: "eager", width: 160, height: 90, name: "", onload: done });
    document.body.append(frame);
  })));
}"""
"""Show more mails on a page, each in a frame like the one that is there, and wait until all have loaded."""
_FETCHED = """const fetched = async (address) =>
  new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");"""
FETCH = """(addresses) => Promise.all(addresses.map(async (address) => {
  const answer = await fetch(address);
  return { text: await answer.text(), policy: answer.headers.get("content-security-policy") };
}))"""
"""Return documents as they come over the wire, with their content policy."""
NEW = f"""async ([harmless, ...others]) => {{
  {_FETCHED}
  const made = (element) => [element.localName, ...element.getAttributeNames().sort()].join(" ");
  const parts = async (address) => [...(await fetched(address)).querySelectorAll("*")].map(made);
  const known = new Set([...await parts(harmless), "p class"]); // a line may say what is wrong with a mail
  return (await Promise.all(others.map(parts))).flat().filter((part) => !known.has(part));
}}"""
"""Which elements and attributes pages have that the first one has not."""
STRANGE = ".said-text *:not(mark), .said-quoted *, .said-head strong *, .aside :is(script, img, a), .files *[onerror]"
"""Elements on the page of a case that only a mail can have brought."""
