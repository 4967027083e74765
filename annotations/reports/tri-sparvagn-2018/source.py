import subprocess, tempfile
from pathlib import Path
from docx import Document
from docx.shared import Pt, Cm, RGBColor
from docx.oxml.ns import qn
from docx.oxml import OxmlElement
SUFFIX = ".docx"
def build(path, marker):
    html = marker.html((Path(__file__).parent / "body.html").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as w:
        p = Path(w) / "b.html"; p.write_text(html, "utf-8")
        subprocess.run(["pandoc", "-f", "html", "-t", "docx", str(p), "-o", str(path)], check=True)
    d = Document(str(path))
    for st in d.styles:
        if getattr(st, "font", None) is not None and st.type in (1, 2):
            st.font.name = "Liberation Sans Narrow" if st.name.startswith("Heading") else "Carlito"
            f = st.element.get_or_add_rPr().get_or_add_rFonts()
            for n in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"): f.attrib.pop(qn(n), None)
            if st.name.startswith("Heading"): st.font.color.rgb = RGBColor(0x1f, 0x4e, 0x3d)
    for n in ("Normal", "Body Text", "First Paragraph", "Compact"):
        if n in [s.name for s in d.styles]:
            s = d.styles[n]; s.font.size = Pt(10); s.paragraph_format.space_before = Pt(3); s.paragraph_format.space_after = Pt(3)
    rp = d.styles["Hyperlink"].element.get_or_add_rPr()
    for ch in list(rp): rp.remove(ch)
    for s in d.sections:
        s.page_width, s.page_height = Cm(21), Cm(29.7); s.left_margin = s.right_margin = Cm(1.8); s.top_margin = s.bottom_margin = Cm(2)
        s.header.paragraphs[0].text = "Spårdriften · Protokoll EK-12 · utskrivet från Q:\\Miljö\\EK-12_2018_fastställd.docx"
        s.header.paragraphs[0].runs[0].font.size = Pt(7.5)
    for tbl in d.element.body.iter(qn("w:tbl")):
        nested = any(a.tag == qn("w:tc") for a in tbl.iterancestors())
        pr = tbl.tblPr
        for old in pr.findall(qn("w:tblBorders")): pr.remove(old)
        b = OxmlElement("w:tblBorders")
        for e in ("top", "left", "bottom", "right", "insideH", "insideV"):
            x = OxmlElement("w:" + e); x.set(qn("w:val"), "dotted" if nested else "single"); x.set(qn("w:sz"), "4"); x.set(qn("w:color"), "888888" if nested else "1f4e3d"); b.append(x)
        pr.append(b)
        rows = [[c for c in r if c.tag == qn("w:tc")] for r in tbl if r.tag == qn("w:tr")]
        n = max(len(r) for r in rows)
        if nested:
            w = [max(max((len(t.strip()) for c in [r[i]] for t in ["".join(x.text or "" for x in c.iter(qn("w:t")))]), default=1) for r in rows if i < len(r)) + 6 for i in range(n)]
            w = [min(v, 22) for v in w]; w = [int(6330 * v / sum(w)) for v in w]
        else:
            w = [3250, 6570]
        for tag in ("w:tblW", "w:tblLayout"):
            for old in pr.findall(qn(tag)): pr.remove(old)
        lay = OxmlElement("w:tblLayout"); lay.set(qn("w:type"), "fixed"); pr.append(lay)
        tw = OxmlElement("w:tblW"); tw.set(qn("w:type"), "dxa"); tw.set(qn("w:w"), str(sum(w))); pr.append(tw)
        g = tbl.find(qn("w:tblGrid"))
        for ch in list(g): g.remove(ch)
        for v in w:
            x = OxmlElement("w:gridCol"); x.set(qn("w:w"), str(v)); g.append(x)
        for r in rows:
            for v, c in zip(w, r):
                cp = c.find(qn("w:tcPr"))
                if cp is None: cp = OxmlElement("w:tcPr"); c.insert(0, cp)
                for old in cp.findall(qn("w:tcW")): cp.remove(old)
                x = OxmlElement("w:tcW"); x.set(qn("w:type"), "dxa"); x.set(qn("w:w"), str(v)); cp.insert(0, x)
    d.save(str(path))
