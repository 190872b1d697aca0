"""HTML that asks for something from elsewhere, by its styles or by its elements.

`{js}`, `{url}` and `{host}` stand for what `hostile_html` puts there.
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
<style>@\\69mport "{url}";@import'{url}'screen;@import url("{url}") supports(display:grid);</style>
<style>@charset "x";@import "//{host}/x";@namespace svg url({url});</style>
<style>@font-face{font-family:y;src:local(x),url({url})format("woff2");unicode-range:U+41}p{font-family:y}</style><p>A</p>
<style>@property --x{syntax:'<url>';inherits:true;initial-value:url({url})}p{background:var(--x)}</style><p>a</p>
<style>@media(min-width:1px){p{background:url({url})}}@supports(color:red){p{list-style:url({url})}}</style><p>a</p>
<style>@layer{p{background:url({url})}}@container(width>1px){p{background:url({url})}}</style><p>a</p>
<style>@scope(p){:scope{background:url({url})}}p{&{mask:url({url})}}</style><p>a</p>
<style>@keyframes k{from{background:url({url})}}p{animation:k 9s}</style><p>a</p>
<style>input[value^=a]{background:url({url})}</style><input value=abc>
<style>p::before{content:url({url})}p::first-letter{background:url({url})}li::marker{content:url({url})}</style><p>a<li>b
<style>body:has(p){background:url({url})}p:not(x){cursor:url({url}),auto}</style><p>a</p>
<style>p{--u:'{url}';background-image:image-set(var(--u)1x)}</style><p>a</p>
<style>@counter-style c{system:cyclic;symbols:url({url})}li{list-style:c}</style><li>a
<style><!-- p{background:url({url})} --></style><p>a</p><style media=all>/**/p{background:url({url})}</style>
<p data-u="{url}" style="background:attr(data-u type(<url>));background-image:image-set(attr(data-u)1x)">a</p>
<p style="background:src('{url}');background:src(var(--u))">a</p>
<p style="--u:'{url}';background-image:image-set(var(--u) 1x)">a</p>
<p style="-webkit-mask:url({url});-webkit-mask-box-image:url({url}) 9;-webkit-border-image:url({url}) 1">a</p>
<p style="mask-image:url({url});mask-border:url({url}) 9;-webkit-filter:url({url}#a);backdrop-filter:url({url}#a)">a</p>
<p style="offset-path:url({url}#a);marker:url({url}#a);fill:url({url}#a);stroke:url({url}#a)">a</p>
<p style="background:image(url({url}),red);background:-moz-element(#x),paint(x,url({url}))">a</p>
<p style="background:url&#40;{url}&#41;">a</p><p style="background:url(&quot;{url}&quot;)">b</p>
<p style="back\\67round:url({url})">a</p><p style="background:\\75 \\72 \\6C({url})">b</p>
<p style="background:u/**/rl({url})">a</p><p style="background:url('&#10;{url}')">b</p>
<p style="background:url({url}">a</p><p style="color:red;;background:url('{url}">b</p>
<p style="@import '{url}'">a</p><p style="{background:url({url})}">b</p><p style="x:y}p{background:url({url})">c</p>
<p style="-webkit-user-modify:read-write;position:fixed;inset:0;opacity:0" tabindex=0>a</p>
<link rel=stylesheet href="data:text/css,@import '{url}'"><link rel=stylesheet href=" {url} " media=print onload={js}>
<svg><style>p{background:url({url})}rect{fill:url({url}#a)}</style><rect width=9 height=9 /></svg><p>a</p>
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
<img src="ht&#10;tp://{host}/x"><img src="&#x20;{url}"><img src="h&Tab;ttp:/\\{host}/x">
<img src="/\\{host}/x"><img src="///{host}/x"><img src="http:\\\\{host}\\x"><img src="http:///{host}/x">
<img src="http://a:b@{host}/x"><img src="{url}?<script>"><img src="//{host}&#9;/x">
<img src="ftp://{host}/x"><img src="ws://{host}/x"><img src="blob:{url}"><img src="cid:nothing"><img src="mid:a/b">
<img sizes=9px srcset="{url} 9w, {url} 99w"><img srcset=",{url} 1x,," src=x>
<img src="{url}" crossorigin=use-credentials referrerpolicy=unsafe-url decoding=sync>
<picture><source media="(min-width:1px)" srcset="{url}" type=image/png><source src="{url}"><img></picture>
<video controls poster="//{host}/x"><track src="{url}" kind=chapters default></video>
<audio><source src="{url}" type=audio/wav></audio><audio autoplay src="//{host}/x"></audio>
<link rel=preload as=image imagesrcset="{url} 1x" imagesizes=1px><link rel=preload as=font crossorigin href="{url}">
<link rel="dns-prefetch preconnect prefetch stylesheet" href="//{host}/x"><link rel="shortcut icon" href="{url}">
<link rel=compression-dictionary href="{url}"><link rel=search href="{url}"><link rel=pingback href="{url}">
<link rel=next href="{url}"><link rel="mask-icon" href="{url}"><link itemprop=x href="{url}">
<meta http-equiv=refresh content="0 ;  UrL = {url}"><meta http-equiv=refresh content="0,{url}">
<meta http-equiv="x-dns-prefetch-control" content=on><a href="http://x.{host}/">a</a>
<meta http-equiv=default-style content=x><meta http-equiv=accept-ch content=dpr><meta name=viewport content="width=9">
<a href="{url}" ping="{url} //{host}/x" attributionsrc="{url}" autofocus>a</a>
<map name=m><area href="{url}" ping="{url}" shape=default></map><img usemap=#m src="{url}">
<iframe src="//{host}/x" loading=eager credentialless allow="*"></iframe><iframe
src="{url}" srcdoc="<img src='{url}'>"></iframe>
<object data="//{host}/x" type=image/svg+xml><embed src="{url}" type=application/pdf></object>
<svg><pattern href="{url}#a"/><linearGradient xlink:href="{url}#a"/><textPath href="{url}#a">a</textPath></svg>
<svg><feImage xlink:href="{url}"/><cursor xlink:href="{url}"/><tref xlink:href="{url}"/><mpath href="{url}#a"/></svg>
<svg><image href=x><set attributeName=href to="{url}"/></image><image><animate
attributeName=href values="{url}"/></image></svg>
<svg><use href="data:image/svg+xml,<svg id='a' xmlns='http://www.w3.org/2000/svg'><image href='{url}'/></svg>#a"/></svg>
<svg xml:base="{url}/"><image href="x"/><use href="x#a"/></svg><p xml:base="{url}/"><img src=y></p>
<math><mglyph src="{url}"/><semantics><annotation-xml
encoding="text/html"><img src="{url}"></annotation-xml></semantics></math>
<input type=image src="//{host}/x" formaction="{url}"><button type=submit formaction="{url}" autofocus>a</button>
<v:rect xmlns:v="urn:schemas-microsoft-com:vml"><v:fill src="{url}" type=frame /><v:imagedata src="{url}"/></v:rect>
<!--[if mso]><v:image src="{url}"/><![endif]--><!--[if !mso]><!--><iframe src="{url}"></iframe><!--<![endif]-->
<div><template shadowrootmode=open><link rel=stylesheet href="{url}"><img src="{url}"></template></div>
<body background="//{host}/x" bgcolor=red text="{url}"><hr src="{url}"><td background="{url}">
<script type=speculationrules>{"prerender":[{"source":"document","where":{"href_matches":"/*"}}]}</script><a
href="{url}">a</a>
"""
