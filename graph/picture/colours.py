"""The colours of types and standings as a style sheet, for pages that show the same marks."""

from functools import cache

from graph.picture.encoding import OTHER, STYLES, TYPES, Colour


@cache
def style_sheet() -> str:
    """Return a custom property for each colour, on light and on dark.

    >>> "--reported: #0072b2;" in style_sheet()
    True
    """
    marks = {mark.key: mark for mark in (*TYPES.values(), OTHER)}
    colours = {key: style.colour for key, style in STYLES.items()}
    colours |= {f"{key}-fill": mark.fill for key, mark in marks.items()}
    colours |= {f"{key}-line": mark.line for key, mark in marks.items()}
    light, dark = _properties(colours, "light"), _properties(colours, "dark")
    return (
        f":root {{ {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
    )


def _properties(colours: dict[str, Colour], scheme: str) -> str:
    return " ".join(f"--{name}: {getattr(colour, scheme)};" for name, colour in colours.items())
