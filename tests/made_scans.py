"""Scans that the tests make themselves: pages of Japanese text drawn, turned, blurred and specked as a copier does."""

import io

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

DOTS = 200  # per inch
WIDTH, HEIGHT = round(8.27 * DOTS), round(11.69 * DOTS)  # A4
MARGIN = DOTS
SERIF = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
GOTHIC = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"


def page(*lines):
    """Return a page; a line is its words, or words with points and whether they are bold, and None a gap."""
    paper = Image.new("L", (WIDTH, HEIGHT), 255)
    pen, down = ImageDraw.Draw(paper), MARGIN
    for line in lines:
        words, points, bold = (line, 10.5, False) if isinstance(line, str) else line or ("", 6, False)
        font = ImageFont.truetype(GOTHIC if bold else SERIF, round(points / 72 * DOTS))
        for at, cell in enumerate(words.split("\t")):
            pen.text((MARGIN + at * 3 * DOTS // 2, down), cell, font=font, fill=0)
        down += round(points * 1.7 / 72 * DOTS)
    return paper


def wrapped(text, columns=42):
    """Return a paragraph as the lines that a page breaks it in."""
    return [text[at : at + columns] for at in range(0, len(text), columns)]


def degraded(paper, *, angle=0.6, blur=0.8, noise=18, seed=1):
    """Return the page as it comes off a copier: turned a little, unsharp, grey and specked."""
    turned = paper.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    grey = np.asarray(turned.filter(ImageFilter.GaussianBlur(blur)), dtype=np.float32)
    specked = grey * 0.85 + 25 + np.random.default_rng(seed).normal(0, noise, grey.shape)
    return Image.fromarray(np.clip(specked, 0, 255).astype(np.uint8))


def saved(*papers, kind="PNG"):
    """Return the pages as the bytes of a file; of several only TIFF and PDF can be one."""
    written = io.BytesIO()
    more = {"save_all": True, "append_images": papers[1:]} if len(papers) > 1 else {}
    dots = {"resolution": DOTS} if kind == "PDF" else {"dpi": (DOTS, DOTS)}
    papers[0].save(written, kind, **dots, **more)
    return written.getvalue()
