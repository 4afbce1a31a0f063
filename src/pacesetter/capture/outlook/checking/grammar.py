"""What stands inside what, in a manifest of a mail add-in. Pure.

After [MS-OWEMXML] and the reference of the add-in only manifest. A content is written like one of a DTD: names in their
order, `?` once or not, `*` any number, `+` one or more, `|` either. An element with `xsi:type` is looked up with it.
"""

_SETTINGS = "SourceLocation RequestedHeight?"
_TABS = "OfficeTab* CustomTab*"

CONTENTS: dict[str, str] = {
    "OfficeApp:MailApp": (
        "Id AlternateId? Version ProviderName DefaultLocale DisplayName Description IconUrl? HighResolutionIconUrl? "
        "SupportUrl? AppDomains? Hosts? Requirements FormSettings Permissions? Rule DisableEntityHighlighting? "
        "VersionOverrides? ExtendedOverrides?"
    ),
    "AppDomains": "AppDomain+",
    "Requirements": "Sets? Methods?",
    "Sets": "Set+",
    "Methods": "Method+",
    "FormSettings": "Form+",
    "Form:ItemRead": "DesktopSettings TabletSettings? PhoneSettings?",
    "Form:ItemEdit": "DesktopSettings TabletSettings? PhoneSettings?",
    "DesktopSettings": _SETTINGS,
    "TabletSettings": _SETTINGS,
    "PhoneSettings": "SourceLocation",
    "Rule:RuleCollection": "Rule+",
    "Rule:ItemIs": "",
    "Rule:ItemHasAttachment": "",
    "Rule:ItemHasKnownEntity": "",
    "Rule:ItemHasRegularExpressionMatch": "",
    "DisplayName": "Override*",
    "Description": "Override*",
    "IconUrl": "Override*",
    "HighResolutionIconUrl": "Override*",
    "SupportUrl": "Override*",
    "SourceLocation": "Override*",
    "VersionOverrides:VersionOverridesV1_0": "Description? Requirements? Hosts? Resources? VersionOverrides?",
    "VersionOverrides:VersionOverridesV1_1": (
        "Description? Requirements? Hosts? Resources? EquivalentAddins? WebApplicationInfo? ExtendedPermissions?"
    ),
    "Hosts": "Host+",
    "Host": "",
    "Host:MailHost": "Runtimes? DesktopFormFactor? TabletFormFactor? PhoneFormFactor? MobileFormFactor?",
    "Runtimes": "Runtime+",
    "Runtime": "Override?",
    "DesktopFormFactor": "SupportsSharedFolders? FunctionFile? SupportsSharedFolders? ExtensionPoint+",
    "TabletFormFactor": "FunctionFile? ExtensionPoint+",
    "PhoneFormFactor": "FunctionFile? ExtensionPoint+",
    "MobileFormFactor": "FunctionFile? ExtensionPoint+",
    "ExtensionPoint:MessageReadCommandSurface": _TABS,
    "ExtensionPoint:MessageComposeCommandSurface": _TABS,
    "ExtensionPoint:AppointmentOrganizerCommandSurface": _TABS,
    "ExtensionPoint:AppointmentAttendeeCommandSurface": _TABS,
    "ExtensionPoint:MobileMessageReadCommandSurface": "Group | Control+",
    "ExtensionPoint:MobileLogEventAppointmentAttendee": "Control",
    "ExtensionPoint:MobileOnlineMeetingCommandSurface": "Control",
    "ExtensionPoint:Module": "SourceLocation Label CommandSurface",
    "ExtensionPoint:CustomPane": "RequestedHeight? SourceLocation Rule",
    "ExtensionPoint:DetectedEntity": "Label SourceLocation Rule",
    "ExtensionPoint:Events": "Event+",
    "ExtensionPoint:LaunchEvent": "LaunchEvents SourceLocation",
    "ExtensionPoint:ReportPhishingCommandSurface": "ReportPhishingCustomization",
    "ReportPhishingCustomization": "Control PreProcessingDialog SourceLocation",
    "LaunchEvents": "LaunchEvent+",
    "CommandSurface": "CustomTab+",
    "OfficeTab": "Group+",
    "CustomTab": "Group+ Label",
    "Group": "Label Control+",
    "Control:Button": "Label Supertip Icon Action",
    "Control:Menu": "Label Supertip Icon Items",
    "Control:MobileButton": "Label Icon Action",
    "Items": "Item+",
    "Item": "Label Supertip Icon? Action",
    "Supertip": "Title Description",
    "Icon": "Image+",
    "Icon:MobileIconList": "Image+",
    "Action:ShowTaskpane": "SourceLocation SupportsPinning?",
    "Action:ExecuteFunction": "FunctionName",
    "Resources": "Images? Urls? ShortStrings? LongStrings?",
    "Images": "Image*",
    "Urls": "Url*",
    "ShortStrings": "String*",
    "LongStrings": "String*",
    "Image": "Override*",
    "Url": "Override*",
    "String": "Override*",
    "WebApplicationInfo": "Id Resource? Scopes? Authorizations?",
    "Scopes": "Scope+",
    "ExtendedPermissions": "ExtendedPermission+",
}

# Elements that hold a text or nothing, and those whose inside Microsoft does not describe and is left alone.
PLAIN = frozenset(
    {
        "Id", "AlternateId", "Version", "ProviderName", "DefaultLocale", "AppDomain", "Set", "Method", "Override",
        "RequestedHeight", "Permissions", "DisableEntityHighlighting", "FunctionFile", "FunctionName", "Label", "Title",
        "SupportsPinning", "SupportsSharedFolders", "LaunchEvent", "Event", "Resource", "Scope", "ExtendedPermission",
    }
)  # fmt: skip
OPAQUE = frozenset({"PreProcessingDialog", "EquivalentAddins", "ExtendedOverrides",
                    "Authorizations", "Signature"})  # fmt: skip

# Attributes that must be there, and what they may be (None: anything).
ATTRIBUTES: dict[str, dict[str, frozenset[str] | None]] = {
    "LaunchEvent": {"Type": None, "FunctionName": None},
    "Event": {"Type": None, "FunctionExecution": frozenset({"synchronous", "asynchronous"}), "FunctionName": None},
    "Rule:ItemIs": {"ItemType": frozenset({"Message", "Appointment"})},
    "Rule:RuleCollection": {"Mode": frozenset({"And", "Or"})},
    "Control:Button": {"id": None},
    "Control:Menu": {"id": None},
    "Control:MobileButton": {"id": None},
    "Group": {"id": None},
    "OfficeTab": {"id": None},
    "CustomTab": {"id": None},
    "Runtime": {"resid": None},
    "Set": {"Name": None},
    "Url": {"id": None, "DefaultValue": None},
    "String": {"id": None, "DefaultValue": None},
    "DisplayName": {"DefaultValue": None},
}
# Texts that are one of a few.
VALUES: dict[str, frozenset[str]] = {
    "Permissions": frozenset({"Restricted", "ReadItem", "ReadWriteItem", "ReadWriteMailbox"}),
    "SupportsPinning": frozenset({"true", "false", "1", "0"}),
    "DisableEntityHighlighting": frozenset({"true", "false", "1", "0"}),
}
SEND_MODES = frozenset({"PromptUser", "SoftBlock", "Block"})
