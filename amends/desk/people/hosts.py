"""Mail hosts where everybody has an address: two people there have nothing to do with each other."""

from typing import Final

PUBLIC_HOSTS: Final = frozenset(
    "126.com 163.com aol.com fastmail.com free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net"
    " googlemail.com hey.com hotmail.co.uk hotmail.com hotmail.de hotmail.es hotmail.fr hotmail.it icloud.com"
    " inbox.lv interia.pl laposte.net libero.it live.com mac.com mail.com mail.de mail.ru mailbox.org me.com"
    " msn.com naver.com o2.pl orange.fr outlook.com outlook.de pm.me posteo.de proton.me protonmail.com qq.com"
    " seznam.cz t-online.de tutanota.com virgilio.it web.de wp.pl yahoo.co.jp yahoo.co.uk yahoo.com yahoo.de"
    " yahoo.es yahoo.fr yandex.ru zoho.com".split()
)
