// The look of the report: one style sheet for phone, desktop, dark rooms and A4 paper, with fonts that the reader's system has.
import { type Html, trusted } from "./markup.ts";

const COLOURS = `
:root{color-scheme:light dark;--ground:#f4f6f3;--card:#fff;--ink:#17211d;--soft:#55635c;--line:#dce3de;--faint:#eef2ee;--accent:#0a6450;--on-accent:#fff;
--s0:#0a6450;--s1:#2a8069;--s2:#4f9c85;--s3:#74b39f;--s4:#8cc0ae;--s5:#9fcabb;--credit:#f0cf9a;--hatch:#9a5a06;
--error:#a3231f;--error-bg:#fdeceb;--warning:#7d4f00;--warning-bg:#fdf3df;--note:#23557f;--note-bg:#e9f1f8}
@media (prefers-color-scheme:dark){:root{--ground:#0e1412;--card:#161e1a;--ink:#e5ece8;--soft:#a2b1aa;--line:#2b3732;--faint:#1d2722;--accent:#63ccb0;--on-accent:#06241c;
--s0:#63ccb0;--s1:#45ab91;--s2:#348b75;--s3:#2a6f5e;--s4:#24594c;--s5:#1f463d;--credit:#7c5517;--hatch:#f0bd6a;
--error:#ff9c96;--error-bg:#3a1917;--warning:#f1c16d;--warning-bg:#33270f;--note:#93c3ee;--note-bg:#142838}}`;

const TEXT = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth;scroll-padding-top:1rem}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.6 Pretendard,"Noto Sans KR","Noto Sans CJK KR","Apple SD Gothic Neo","Malgun Gothic",system-ui,sans-serif;font-variant-numeric:tabular-nums;word-break:keep-all;overflow-wrap:anywhere}
.page{max-width:1120px;margin:0 auto;padding:0 20px 48px}
h1,h2,h3,p,dl,ul,ol,figure{margin:0}
h1{font-size:clamp(1.5rem,4vw,2.1rem);line-height:1.25;letter-spacing:-.015em;font-weight:700;margin:.1em 0 .7em}
h2{font-size:1.3rem;line-height:1.3;letter-spacing:-.01em;margin-bottom:.7em}
h3{font-size:1rem;line-height:1.4;margin:1.2em 0 .5em}
a{color:var(--accent);text-underline-offset:.2em}
a.to{color:inherit;text-decoration:underline dotted color-mix(in srgb,var(--soft) 55%,transparent) 1px}
a.to:hover{color:var(--accent);text-decoration-style:solid}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
code{font:.86em/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"D2Coding",monospace;overflow-wrap:anywhere;word-break:break-word}
small,.u,.of,.cat,.hint,.source,.from,.about,.id{color:var(--soft)}
small,.u,.of{font-size:.84em;font-weight:400}
.n{white-space:nowrap}
.u{white-space:nowrap}
.none{color:var(--soft);font-style:italic;font-size:.9em}
.cn{font-size:.78em;font-weight:500;color:var(--soft);border:1px solid var(--line);border-radius:4px;padding:.05em .4em;white-space:nowrap}
.hint{font-size:.86rem;margin:.5em 0}
.id{font-size:.76em}
.hash,.command{display:inline-block;background:var(--faint);border-radius:6px;padding:.35em .7em;word-break:break-all}
.hidden{position:absolute}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--card);padding:.4em .8em;z-index:1}`;

const FRAME = `
header{padding:34px 0 22px;border-bottom:1px solid var(--line)}
.brand{font-size:.86rem;color:var(--soft);display:flex;gap:.7em;align-items:baseline;flex-wrap:wrap;margin-bottom:.6em}
.brand b{color:var(--on-accent);background:var(--accent);border-radius:5px;padding:.12em .55em;letter-spacing:.02em}
.stamp{border:3px solid var(--error);color:var(--error);background:repeating-linear-gradient(-45deg,var(--error-bg) 0 14px,var(--card) 14px 28px);padding:.7em 1em;border-radius:8px;margin-bottom:1.4em;font-weight:600}
.stamp strong{font-size:1.35em;letter-spacing:.06em;margin-right:.5em;white-space:nowrap}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(205px,1fr));gap:.9em 1.6em}
.facts dt,.words dt{font-size:.8rem;color:var(--soft)}
.facts dd,.words dd{margin:0}
.facts dd{font-weight:500}
.source{font-size:.84rem;margin-top:1.1em}
nav{padding:14px 0}
nav ol{display:flex;flex-wrap:wrap;gap:.25em .35em;list-style:none;padding:0;font-size:.88rem}
nav a{display:inline-block;padding:.22em .7em;border:1px solid var(--line);border-radius:99px;text-decoration:none;color:var(--ink);background:var(--card)}
nav a:hover{border-color:var(--accent);color:var(--accent)}
.count{background:var(--warning);color:var(--card);border-radius:99px;font-size:.78em;padding:.05em .5em;font-weight:700;margin-left:-.9em;position:relative;top:-.6em}
section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:24px 26px;margin:0 0 18px}
section>p+p{margin-top:.5em}
footer{color:var(--soft);font-size:.82rem;padding-top:10px}`;

const GLANCE = `
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(290px,1fr));gap:16px;margin-bottom:20px}
.card{border:1px solid var(--line);border-top:4px solid var(--accent);border-radius:10px;padding:16px 18px}
.card h3{margin:0}
.good{display:block}
.cat{font-size:.84rem;margin-top:.15em}
.big{font-size:2.25rem;font-weight:700;letter-spacing:-.03em;line-height:1.2;margin:.35em 0 .45em}
.big a.to{text-decoration:none}
.big .u{font-size:.42em;letter-spacing:0}
.big small{display:block;font-size:.8rem;letter-spacing:0;line-height:1.5}
.plain{font-size:.92rem;margin-top:.6em}
.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.1em 1.2em;font-size:.86rem}
.chip{width:.8em;height:.8em;margin-right:.35em;vertical-align:-.05em}
.words{display:grid;gap:.7em;padding:.3em 0}
.counts{display:flex;flex-wrap:wrap;gap:.5em;list-style:none;padding:0;margin-bottom:.9em}
.counts li{border-radius:99px;padding:.2em .9em .2em .3em;font-size:.92rem}
.sign{display:inline-grid;place-items:center;width:1.45em;height:1.45em;border-radius:50%;font-weight:700;font-size:.82em;margin-right:.5em;flex:none;color:var(--card)}
.error .sign{background:var(--error)}.warning .sign{background:var(--warning)}.note .sign{background:var(--note)}
.error{color:var(--error)}.warning{color:var(--warning)}.note{color:var(--note)}
.counts .error,.problems .error{background:var(--error-bg)}.counts .warning,.problems .warning{background:var(--warning-bg)}.counts .note,.problems .note{background:var(--note-bg)}
.problems{list-style:none;padding:0;display:grid;gap:10px}
.problems li{border-left:4px solid;border-radius:6px;padding:10px 14px}
.problems .head{display:flex;font-weight:600;color:var(--ink)}
.problems .do{color:var(--ink);margin:.3em 0 .2em}`;

const CHARTS = `
.account+.account{border-top:1px solid var(--line);margin-top:22px}
figure{padding:.4em 0 1em}
figcaption{margin:.5em 0 .4em}
.stack{display:block;width:100%;height:38px;margin:.3em 0}
.card .stack{height:22px}
.stack rect{stroke:var(--card);stroke-width:1.5;vector-effect:non-scaling-stroke}
.bar{display:block;width:100%;height:11px;overflow:visible}
.axis{stroke:var(--ink);stroke-width:1;vector-effect:non-scaling-stroke}
.shade0{fill:var(--s0)}.shade1{fill:var(--s1)}.shade2{fill:var(--s2)}.shade3{fill:var(--s3)}.shade4{fill:var(--s4)}.shade5{fill:var(--s5)}
.negative{fill:url(#hatch)}.credit{fill:var(--credit)}.hatch{stroke:var(--hatch);stroke-width:3}
.parts .part{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,6fr);gap:.1em 1.2em;align-items:center}
.parts th[scope=row]{width:100%}
.parts .r{white-space:nowrap}
.share{color:var(--soft);white-space:nowrap}`;

const TABLES = `
.scroll{overflow-x:auto;margin:.2em 0 1.1em;border-radius:6px}
table{overflow-wrap:break-word;border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.45;margin:.2em 0 .8em}
caption{text-align:left;font-weight:600;padding:.5em 0 .5em;font-size:.92rem;caption-side:top}
th,td{padding:.45em .7em;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
th:first-child{padding-left:0}td:last-child,th:last-child{padding-right:.2em}
.scroll th:first-child{padding-left:.2em}
thead th{font-size:.8rem;color:var(--soft);font-weight:600;vertical-align:bottom;border-bottom:1.5px solid var(--soft)}
thead small{display:block;font-weight:400;white-space:nowrap}
.scroll thead th{min-width:4.6em}
tbody th{font-weight:500;min-width:9em}
tfoot th,tfoot td{border-bottom:0;border-top:1.5px solid var(--soft);font-weight:600}
.r{text-align:right}
td.r{white-space:nowrap}
.line{display:block}
.scroll th code{white-space:nowrap}
tbody tr:hover{background:var(--faint)}
.scroll .of{display:block}`;

const TREE = `
summary{cursor:pointer;list-style:none}summary::-webkit-details-marker{display:none}
.group>summary,.step>summary{position:relative;padding-left:1.25em}
.group>summary::before,.step>summary::before{content:"";position:absolute;left:.25em;top:.72em;width:.4em;height:.4em;border:solid var(--soft);border-width:0 1.6px 1.6px 0;transform:rotate(-45deg);transition:transform .12s}
.group[open]>summary::before,.step[open]>summary::before{transform:rotate(45deg);top:.62em}
.step>summary::before{top:.98em}.step[open]>summary::before{top:.88em}
.group{margin:.7em 0}.group>summary{font-weight:600}
.step,.leaf{border-bottom:1px solid var(--line)}
.step>summary,.leaf{display:flex;gap:.2em 1em;justify-content:space-between;align-items:baseline;flex-wrap:wrap;padding-top:.38em;padding-bottom:.38em}
.step>summary:hover{background:var(--faint)}
.leaf{padding-left:1.25em}
.leaf .from{flex-basis:100%}
.what{flex:1 1 11em}.val{text-align:right;font-weight:600;margin-left:auto}
.again .val{font-weight:400}
.jump{font-size:.82em;white-space:nowrap}
.sym{background:var(--faint);border-radius:4px;padding:.1em .4em;color:var(--accent)}
.in{margin:.1em 0 .7em .42em;padding-left:.85em;border-left:2px solid var(--line)}
.in .step:last-child,.in .leaf:last-child{border-bottom:0}
.about{font-size:.88rem;padding:.2em 0}
.formula{background:var(--faint);border-radius:6px;padding:.5em .8em;margin:.35em 0}
.formula code{display:block;padding-left:1.2em;text-indent:-1.2em}
.from{font-size:.8rem;display:flex;align-items:baseline;flex-wrap:wrap;gap:0 1.1em}
.from b{font-weight:600}
.badge{display:inline-block;font-size:.76em;font-weight:600;color:var(--warning);background:var(--warning-bg);border-radius:4px;padding:.05em .5em;white-space:nowrap}
.hold{color:var(--note);background:var(--note-bg)}
:target{outline:2px solid var(--accent);outline-offset:1px;border-radius:4px}
section:target{outline:none}
.flat{padding-left:1.2em}`;

const NARROW = `
@media (max-width:640px){.page{padding:0 12px 32px}section{padding:18px 15px;border-radius:10px}.facts{grid-template-columns:1fr 1fr;gap:.8em 1em}.parts .part{grid-template-columns:1fr}.big{font-size:1.95rem}nav ol{flex-wrap:nowrap;overflow-x:auto;padding:8px 0}nav li{white-space:nowrap}.in{margin-left:.2em;padding-left:.55em}}`;

/** Margin boxes name the Statement on each page; what is closed on the screen is open on paper. */
function paper(hash: string, asIf: number | undefined): string {
  const stamp = asIf === undefined ? "" : `@top-center{content:"AS IF ${Number(asIf)}";font:bold 12pt sans-serif;color:#a3231f}`;
  return `
@page{size:A4;margin:16mm 14mm 17mm;${stamp}@bottom-left{content:"Sandan · SHA-256 ${hash}";font:7.5pt ui-monospace,monospace;color:#55635c}@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#55635c}}
@media print{:root{color-scheme:light;--ground:#fff;--card:#fff;--ink:#17211d;--soft:#4d5a54;--line:#d3dbd6;--faint:#f1f4f1;--accent:#0a6450;--on-accent:#fff;--s0:#0a6450;--s1:#2a8069;--s2:#4f9c85;--s3:#74b39f;--s4:#8cc0ae;--s5:#9fcabb;--credit:#f0cf9a;--hatch:#9a5a06;--error:#a3231f;--error-bg:#fdeceb;--warning:#7d4f00;--warning-bg:#fdf3df;--note:#23557f;--note-bg:#e9f1f8}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
html{font-size:9.6pt}body{font-size:9pt;background:none}.page{max-width:none;padding:0}header{padding-top:0}nav,.skip,.jump{display:none}
section{border:0;border-top:1px solid var(--line);border-radius:0;padding:12pt 0 4pt;margin:0}
.scroll{overflow:visible}.scroll table{font-size:7.6pt}th,td{padding:.35em .4em}tbody th{min-width:5em}.scroll .u{white-space:normal}
a{color:inherit;text-decoration:none}a.to{text-decoration:none}
details::details-content{content-visibility:visible;block-size:auto;display:block}
summary::before{display:none}
h2,h3,caption,figcaption,summary,thead,.stack,figure .hint{break-after:avoid}
thead{display:table-header-group}
tr,.whole,.facts,.card,.problems li,.stack,.formula,.leaf,.step>summary,.legend{break-inside:avoid}
.step,.leaf,.from,.formula{font-size:8pt}footer{display:none}}`;
}

/** The style sheet; the hash, and a supposed year, are printed on each page. */
export function styleSheet({ hash, asIf }: { hash: string; asIf?: number | undefined }): Html {
  const safe = hash.replace(/[^0-9a-f]/g, "");
  return trusted(`<style>${COLOURS}${TEXT}${FRAME}${GLANCE}${CHARTS}${TABLES}${TREE}${NARROW}${paper(safe, asIf)}</style>`);
}
