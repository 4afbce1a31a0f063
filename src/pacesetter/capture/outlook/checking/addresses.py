"""Whether addresses are safe and within the domains that are named, and icons have the sizes that are asked. Pure."""

from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from pacesetter.capture.outlook.checking.structure import kind_of, local
from pacesetter.core.written_numbers import written_number

_ADDRESSES = ("IconUrl", "HighResolutionIconUrl", "SupportUrl", "SourceLocation", "Url", "Image", "AppDomain")
_BUTTON_SIZES = frozenset({16, 32, 80})
_PHONE_SIZES = frozenset((size, scale) for size in (25, 32, 48) for scale in (1, 2, 3))
_PICTURES = (".png", ".gif", ".jpg", ".jpeg", ".exif", ".bmp", ".tiff")


def faults_of_addresses(root: Element) -> Iterator[str]:
    """Plain http, pages of other hosts that no AppDomain names, and sizes of icons that are missing."""
    domains = set()
    for element in root.iter():
        if local(element) == "AppDomain":
            # One may stand without a scheme.
            domain = (element.text or "").strip()
            domains.add(urlsplit(domain if "//" in domain else f"https://{domain}").netloc.lower())
    for element in root.iter():
        for address in _addresses_of(element):
            parts = urlsplit(address)
            if parts.scheme != "https" or not parts.netloc:
                yield f"{local(element)}: “{address}” must begin with https://."
            elif local(element) in ("IconUrl", "HighResolutionIconUrl") and not parts.path.lower().endswith(_PICTURES):
                yield f"{local(element)}: “{address}” is no picture that Outlook shows."
    pages = list(_pages(root))
    own = {urlsplit(address).netloc.lower() for address in pages[:1]}
    for host in sorted({urlsplit(address).netloc.lower() for address in pages} - own - domains):
        yield f"SourceLocation: {host} stands in no AppDomain."
    yield from _faults_of_icons(root)


def _faults_of_icons(root: Element) -> Iterator[str]:
    for control in root.iter():
        icons = [child for child in control if local(child) == "Icon"]
        for icon in icons:
            said = [(_number(one.get("size")), _number(one.get("scale"))) for one in icon]
            if kind_of(control) == "Control:MobileButton":
                missing = sorted(_PHONE_SIZES - set(said))
                words = ", ".join(f"{size} x {scale}" for size, scale in missing)
            else:
                missing = sorted((size, 0) for size in _BUTTON_SIZES - {size for size, _scale in said})
                words = ", ".join(str(size) for size, _scale in missing)
            if missing:
                yield f"Control {control.get('id', '')}: icons of these sizes are missing: {words}."


def _pages(root: Element) -> Iterator[str]:
    """The addresses of pages, whether named where they are used or among the resources."""
    urls = {one.get("id"): one.get("DefaultValue", "") for one in root.iter() if local(one) == "Url"}
    for element in root.iter():
        if local(element) in ("SourceLocation", "FunctionFile", "Runtime"):
            address = element.get("DefaultValue") or urls.get(element.get("resid"), "")
            if address:
                yield address


def _addresses_of(element: Element) -> Iterator[str]:
    if local(element) not in _ADDRESSES:
        return
    if local(element) == "AppDomain":
        if "://" in (element.text or ""):
            yield (element.text or "").strip()
        return
    address = element.get("DefaultValue")
    # Outlook opens it nowhere, and Microsoft's own tools leave a sentence there, which Microsoft takes.
    is_unsaid = local(element) == "SupportUrl" and "://" not in (address or "")
    if address is not None and not is_unsaid:
        yield address
    yield from (one.get("Value", "") for one in element if local(one) == "Override" and one.get("Value") is not None)


def _number(text: str | None) -> int:
    return written_number(text or "") or 0
