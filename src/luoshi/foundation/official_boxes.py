"""Boxes that stand at a place of the page instead of in the flow of its lines: the imprint at the foot of the last."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph


def stand_at_foot(anchor: Paragraph, lines: Sequence[Paragraph], *, width: Mm, height: Pt) -> None:
    """Move lines into a box at the foot of the block of the page on which the anchor stands.

    A box, since LibreOffice lets neither a table nor a frame as wide as the block stand anywhere but in the flow.
    """
    box = parse_xml(f"""
<w:drawing {nsdecls("w", "wp", "a")} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
  <wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0"
      layoutInCell="1" allowOverlap="0">
    <wp:simplePos x="0" y="0"/>
    <wp:positionH relativeFrom="margin"><wp:align>center</wp:align></wp:positionH>
    <wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>
    <wp:extent cx="{width}" cy="{height}"/><wp:wrapNone/><wp:docPr id="1" name="版记"/>
    <a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
      <wps:cNvSpPr txBox="1"/>
      <wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
        <a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
      <wps:txbx><w:txbxContent/></wps:txbx>
      <wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"/>
    </wps:wsp></a:graphicData></a:graphic>
  </wp:anchor>
</w:drawing>""")
    content = next(box.iter(qn("w:txbxContent")))
    for line in lines:
        content.append(line._p)
    choice = parse_xml(
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<mc:Choice Requires="wps"/></mc:AlternateContent>'
    )
    choice[0].append(box)
    anchor.add_run()._r.append(choice)
