"""Which addresses may be asked: those of the public network, also after a name was looked up."""

import ipaddress
import socket

from fangzhi.model.errors import InputError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Whether an address is of the public network: not of this machine, a private network, a link or a group.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) counts as itself.

    >>> [is_public(ipaddress.ip_address(text)) for text in ("8.8.8.8", "127.0.0.1", "::ffff:10.0.0.1")]
    [True, False, False]
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _TRANSLATED:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if not all(is_public(one) for one in inner if one is not None):
            return False
    return address.is_global and not address.is_multicast


def address_of(host: str, port: int, *, allow_private: bool) -> str:
    """The address to connect to; InputError when the name has none, or none of the public network.

    Whoever connects must connect to this address and not look the name up again: the second answer may be another.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ConnectionError(f"{host} cannot be found ({error})") from None
    addresses = [str(entry[4][0]).split("%")[0] for entry in found]
    allowed = [text for text in addresses if allow_private or is_public(ipaddress.ip_address(text))]
    if not allowed:
        raise InputError(
            f"{host} is {', '.join(dict.fromkeys(addresses))}, which is not in the public network; "
            "--allow-private fetches from there"
        )
    return allowed[0]
