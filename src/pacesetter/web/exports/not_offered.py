"""The answer where an address asks for a file of a page that has none."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from pacesetter.web.exports.exported import FORMATS


def file_or_refusal(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """What the view answered, unless a file was asked for and it is a page: a program that fetches files would keep
    that as one."""
    if request.GET.get("format") not in FORMATS or response.status_code != 200:
        return response
    if not response.headers["Content-Type"].startswith("text/html"):
        return response
    query = request.GET.copy()
    del query["format"]
    page = f"{request.path}?{query.urlencode()}" if query else request.path
    refusal: HttpResponse = render(request, "web/no_file.html", {"page": page}, status=404)
    return refusal
