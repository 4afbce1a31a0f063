"""A certificate authority for one test, and a server's certificate by it.

made = certificate(folder, "localhost")
monkeypatch.setenv("SSL_CERT_FILE", str(made.authority))   # what OpenSSL trusts from then on
"""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Certificate:
    """Files: the authority that signed, and the server's certificate and key."""

    authority: Path
    certificate: Path
    key: Path


def certificate(folder: Path, name: str) -> Certificate:
    """A certificate for the server `name`, by an authority that nobody else knows."""
    signer_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    signer = _name("Authority of a test")
    authority = _begun(signer, signer, signer_key.public_key()).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    shown = x509.SubjectAlternativeName([x509.DNSName(name), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    server = _begun(_name(name), signer, key.public_key()).add_extension(shown, critical=False)
    made = Certificate(folder / "authority.pem", folder / "server.pem", folder / "server.key")
    made.authority.write_bytes(_pem(authority.sign(signer_key, hashes.SHA256())))
    made.certificate.write_bytes(_pem(server.sign(signer_key, hashes.SHA256())))
    plain = serialization.NoEncryption()
    form, kind = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    made.key.write_bytes(key.private_bytes(form, kind, plain))
    return made


def _name(said: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, said)])


def _begun(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    builder = builder.serial_number(x509.random_serial_number())
    return builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))


def _pem(made: x509.Certificate) -> bytes:
    return made.public_bytes(serialization.Encoding.PEM)
