"""Small helps for reading XML records."""

from xml.etree.ElementTree import Element


def text(element: Element, path: str) -> str:
    """Return the words of a child, white space folded; blank where there is none."""
    child = element.find(path)
    return "" if child is None else " ".join("".join(child.itertext()).split())
