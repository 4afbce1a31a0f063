"""The template engines: Django's for pages, Jinja for the few big tables where it is several times faster."""

from typing import Any

_FILES = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]


def engines(*, reload: bool) -> list[dict[str, Any]]:
    """Django's TEMPLATES. With `reload`, a changed file counts from the next request on."""
    return [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                # Partials look into whole templates, so their loader stands around the cache; components are
                # compiled while a file is loaded, so theirs stands inside.
                "loaders": [
                    (
                        "template_partials.loader.Loader",
                        _FILES if reload else [("pacesetter.web.kept_tags.loader.Loader", _FILES)],
                    )
                ],
                "builtins": [
                    "django_cotton.templatetags.cotton",
                    "template_partials.templatetags.partials",
                    "pacesetter.web.kept_tags.url",
                ],
                # In place of Django's own.
                "libraries": {
                    "i18n": "pacesetter.web.kept_tags.i18n",
                    "static": "pacesetter.web.kept_tags.static",
                },
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                    "pacesetter.web.shell.shell",
                ],
            },
        },
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "APP_DIRS": True,
            "OPTIONS": {
                "environment": "pacesetter.web.jinja_environment.environment",
                "auto_reload": reload,
                "trim_blocks": True,
                "lstrip_blocks": True,
            },
        },
    ]
