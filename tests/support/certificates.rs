//! Certificates made when they are needed: no key lies in the repository.

use openssl::asn1::Asn1Time;
use openssl::bn::{BigNum, MsbOption};
use openssl::ec::{EcGroup, EcKey};
use openssl::error::ErrorStack;
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::symm::Cipher;
use openssl::x509::extension::{BasicConstraints, KeyUsage, SubjectAlternativeName};
use openssl::x509::{X509, X509Builder, X509NameBuilder};

use super::Outcome;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// When a certificate holds, in days from now.
#[derive(Clone, Copy, Debug)]
pub enum Validity {
    /// From yesterday until tomorrow.
    Now,
    /// It ended yesterday.
    Expired,
}

/// An authority that issues certificates.
pub struct Authority {
    certificate: X509,
    key: PKey<Private>,
}

/// A certificate for this machine, with its key.
pub struct Issued {
    certificate: X509,
    key: PKey<Private>,
}

impl Authority {
    /// A new one, that nobody trusts yet.
    pub fn new(name: &str) -> Outcome<Self> {
        text(Self::make(name))
    }

    /// Its certificate as PEM, for those who trust it.
    pub fn pem(&self) -> Outcome<Vec<u8>> {
        text(self.certificate.to_pem())
    }

    /// A certificate that names `127.0.0.1`.
    pub fn issue(&self, name: &str, validity: Validity) -> Outcome<Issued> {
        text(self.make_issued(name, validity))
    }

    fn make(name: &str) -> Result<Self, ErrorStack> {
        let key = key()?;
        let mut builder = builder(name, &key, Validity::Now)?;
        let own = builder_name(name)?;
        builder.set_issuer_name(&own)?;
        builder.append_extension(BasicConstraints::new().critical().ca().build()?)?;
        let usage = KeyUsage::new()
            .critical()
            .key_cert_sign()
            .crl_sign()
            .build()?;
        builder.append_extension(usage)?;
        builder.sign(&key, MessageDigest::sha256())?;
        Ok(Self {
            certificate: builder.build(),
            key,
        })
    }

    fn make_issued(&self, name: &str, validity: Validity) -> Result<Issued, ErrorStack> {
        let key = key()?;
        let mut builder = builder(name, &key, validity)?;
        builder.set_issuer_name(self.certificate.subject_name())?;
        let names = SubjectAlternativeName::new()
            .ip("127.0.0.1")
            .build(&builder.x509v3_context(Some(&self.certificate), None))?;
        builder.append_extension(names)?;
        builder.sign(&self.key, MessageDigest::sha256())?;
        Ok(Issued {
            certificate: builder.build(),
            key,
        })
    }
}

impl Issued {
    /// The certificate as PEM.
    pub fn pem(&self) -> Outcome<Vec<u8>> {
        text(self.certificate.to_pem())
    }

    /// Key and certificate in one PEM, as Kafka's key stores want them.
    pub fn key_store(&self) -> Outcome<Vec<u8>> {
        let mut both = text(self.key.private_key_to_pem_pkcs8())?;
        both.extend(self.pem()?);
        Ok(both)
    }

    /// The key as PEM, to be opened by a passphrase.
    pub fn locked_key(&self, passphrase: &str) -> Outcome<Vec<u8>> {
        let (key, cipher) = (&self.key, Cipher::aes_256_cbc());
        text(key.private_key_to_pem_pkcs8_passphrase(cipher, passphrase.as_bytes()))
    }
}

fn key() -> Result<PKey<Private>, ErrorStack> {
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1)?;
    PKey::from_ec_key(EcKey::generate(&group)?)
}

fn builder(name: &str, key: &PKey<Private>, validity: Validity) -> Result<X509Builder, ErrorStack> {
    let mut builder = X509::builder()?;
    builder.set_version(2)?;
    let mut serial = BigNum::new()?;
    serial.rand(127, MsbOption::MAYBE_ZERO, false)?;
    let serial = serial.to_asn1_integer()?;
    builder.set_serial_number(&serial)?;
    let subject = builder_name(name)?;
    builder.set_subject_name(&subject)?;
    builder.set_pubkey(key)?;
    let now = jiff::Timestamp::now().as_second();
    let end = match validity {
        Validity::Now => now + DAY,
        Validity::Expired => now - DAY,
    };
    let (begin, end) = (
        Asn1Time::from_unix(now - 2 * DAY)?,
        Asn1Time::from_unix(end)?,
    );
    builder.set_not_before(&begin)?;
    builder.set_not_after(&end)?;
    Ok(builder)
}

fn builder_name(name: &str) -> Result<openssl::x509::X509Name, ErrorStack> {
    let mut builder = X509NameBuilder::new()?;
    builder.append_entry_by_text("CN", name)?;
    Ok(builder.build())
}

fn text<T>(made: Result<T, ErrorStack>) -> Outcome<T> {
    made.map_err(|error| format!("certificates: {error}"))
}
