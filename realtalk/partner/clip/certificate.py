"""The certificates with which this installation signs its clips, made once and kept."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from realtalk.errors import RealTalkError
from realtalk.settings import settings
from realtalk.store.writing import told

SIGNER = "RealTalk clips on this machine"
"""Whom a clip names as its signer: nobody, so that a clip does not tell who made it."""

FOLDER = "signing"
"""Where the certificates lie in the home; readable by nobody else."""

_YEARS = timedelta(days=3650)
_DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
_CHAIN, _KEY, _ROOT = "chain.pem", "key.pem", "root.pem"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What signs: `chain` is the signer's certificate and the root's, `key` the signer's private
    key, `root` what a reader trusts; all PEM.
    """

    chain: bytes
    key: bytes = field(repr=False)
    root: bytes

    @property
    def serial(self) -> int:
        """The number of the signer's certificate."""
        return x509.load_pem_x509_certificates(self.chain)[0].serial_number


def credentials() -> Credentials:
    """Those of this installation, made if there are none yet. Raises `RealTalkError`."""
    with told():
        found = known()
        if found is None:
            _put(_made())
            found = known()
    if found is None:
        raise _unusable()
    return found


def known() -> Credentials | None:
    """Those of this installation; None if it has none yet. Raises `RealTalkError` if they are of no use."""
    folder = settings().home / FOLDER
    if not folder.is_dir() or not any(folder.iterdir()):
        return None
    try:
        kept = Credentials(*((folder / name).read_bytes() for name in (_CHAIN, _KEY, _ROOT)))
        signer = x509.load_pem_x509_certificates(kept.chain)[0]
    except (OSError, ValueError, IndexError) as error:
        raise _unusable() from error
    if signer.not_valid_after_utc <= datetime.now(UTC):
        raise _unusable()
    return kept


def _unusable() -> RealTalkError:
    return RealTalkError(
        "The certificate that signs your clips cannot be used any more.",
        f"Delete the folder {settings().home / FOLDER}, and RealTalk makes a new one.",
    )


def _put(made: Credentials) -> None:
    """Keep what was made, whole or not at all; without effect where another process was first."""
    home = settings().home
    home.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{FOLDER}-", dir=home))  # mode 0700
    try:
        for name, data in ((_CHAIN, made.chain), (_KEY, made.key), (_ROOT, made.root)):
            handle = os.open(beside / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        with suppress(OSError):
            (home / FOLDER).rmdir()  # an empty one is in the way on Windows
        try:
            beside.rename(home / FOLDER)  # fails where a folder with something in it is there
        except OSError:
            if known() is None:
                raise
    finally:
        with suppress(OSError):
            shutil.rmtree(beside)


def _made() -> Credentials:
    """A root, and a certificate it gave, as the C2PA specification (14.5.1) wants a signer's to be. The
    root's key is not kept: it signs once.
    """
    root_key, key = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
    names = x509.SubjectKeyIdentifier.from_public_key(root_key.public_key())
    root = (
        _begun("RealTalk root on this machine", "RealTalk root on this machine", root_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(names, critical=False)
        .sign(root_key, SHA256())
    )
    purposes = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION, _DOCUMENT_SIGNING])
    signer = (
        _begun(SIGNER, "RealTalk root on this machine", key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(purposes, critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(names), critical=False)
        .sign(root_key, SHA256())
    )
    root_pem = root.public_bytes(Encoding.PEM)
    return Credentials(
        signer.public_bytes(Encoding.PEM) + root_pem,
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        root_pem,
    )


def _begun(subject: str, issuer: str, key: EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return x509.CertificateBuilder(
        subject_name=_name(subject),
        issuer_name=_name(issuer),
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=now - timedelta(days=1),  # clocks are set back
        not_valid_after=now + _YEARS,
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "RealTalk"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
