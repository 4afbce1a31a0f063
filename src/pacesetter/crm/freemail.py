"""Domains on which anybody can have an address, so that they say nothing about a company."""

FREEMAIL_DOMAINS = frozenset(
    {
        # Worldwide
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "ymail.com",
        "rocketmail.com", "icloud.com", "me.com", "mac.com", "aol.com", "aim.com", "proton.me", "protonmail.com",
        "pm.me", "gmx.com", "gmx.net", "mail.com", "email.com", "zoho.com", "zohomail.com", "fastmail.com",
        "fastmail.fm", "tutanota.com", "tuta.io", "tuta.com", "hey.com", "duck.com", "inbox.com", "hushmail.com",
        "mailbox.org", "posteo.de", "posteo.net", "yandex.com", "passmail.net",
        # New Zealand and Australia
        "xtra.co.nz", "slingshot.co.nz", "orcon.net.nz", "vodafone.co.nz", "hotmail.co.nz", "yahoo.co.nz",
        "outlook.co.nz", "bigpond.com", "bigpond.net.au", "optusnet.com.au", "iinet.net.au", "internode.on.net",
        "tpg.com.au", "westnet.com.au", "yahoo.com.au", "live.com.au", "outlook.com.au", "hotmail.com.au",
        # United Kingdom and Ireland
        "hotmail.co.uk", "live.co.uk", "outlook.co.uk", "yahoo.co.uk", "btinternet.com", "btopenworld.com", "sky.com",
        "virginmedia.com", "ntlworld.com", "talktalk.net", "blueyonder.co.uk", "tiscali.co.uk", "eircom.net",
        "live.ie", "yahoo.ie",
        # North America
        "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "bellsouth.net", "cox.net", "charter.net",
        "earthlink.net", "optonline.net", "frontier.com", "roadrunner.com", "rogers.com", "shaw.ca", "sympatico.ca",
        "bell.net", "telus.net", "videotron.ca", "yahoo.ca", "live.ca", "hotmail.ca",
        # Germany, Austria, Switzerland
        "gmx.de", "gmx.at", "gmx.ch", "web.de", "t-online.de", "freenet.de", "arcor.de", "yahoo.de", "hotmail.de",
        "live.de", "outlook.de", "aon.at", "bluewin.ch", "hispeed.ch",
        # France, Italy, Spain, Portugal, the Low Countries
        "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "laposte.net", "neuf.fr", "bbox.fr", "yahoo.fr", "hotmail.fr",
        "live.fr", "outlook.fr", "libero.it", "virgilio.it", "tiscali.it", "alice.it", "tin.it", "yahoo.it",
        "hotmail.it", "live.it", "outlook.it", "telefonica.net", "yahoo.es", "hotmail.es", "outlook.es", "sapo.pt",
        "ziggo.nl", "kpnmail.nl", "planet.nl", "xs4all.nl", "hetnet.nl", "home.nl", "live.nl", "hotmail.nl",
        "telenet.be", "skynet.be", "proximus.be", "hotmail.be", "live.be",
        # Northern, central and eastern Europe
        "online.no", "live.no", "hotmail.no", "telia.com", "live.se", "hotmail.se", "live.dk", "hotmail.dk",
        "luukku.com", "wp.pl", "o2.pl", "onet.pl", "interia.pl", "op.pl", "seznam.cz", "email.cz", "centrum.cz",
        "azet.sk", "freemail.hu", "citromail.hu", "abv.bg", "mail.ru", "inbox.ru", "bk.ru", "list.ru", "yandex.ru",
        "rambler.ru", "ukr.net", "i.ua",
        # Asia, Latin America, Africa
        "qq.com", "163.com", "126.com", "sina.com", "sohu.com", "foxmail.com", "139.com", "aliyun.com", "naver.com",
        "hanmail.net", "daum.net", "yahoo.co.jp", "docomo.ne.jp", "ezweb.ne.jp", "softbank.ne.jp", "rediffmail.com",
        "yahoo.co.in", "yahoo.in", "yahoo.com.sg", "yahoo.com.hk", "yahoo.co.id", "uol.com.br", "bol.com.br",
        "terra.com.br", "ig.com.br", "globo.com", "yahoo.com.br", "hotmail.com.br", "outlook.com.br",
        "yahoo.com.mx", "hotmail.com.mx", "prodigy.net.mx", "yahoo.com.ar", "hotmail.com.ar", "mweb.co.za",
        "telkomsa.net", "webmail.co.za", "vodamail.co.za",
    }
)  # fmt: skip
