#pragma once
// What is looked at in a server's certificate. Names are written into a buffer of the caller's and answer their length.
#include <openssl/bio.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <time.h>

static inline size_t exchange_x509_drain(BIO *bio, char *text, size_t room) {
    int got = BIO_read(bio, text, (int)room - 1);
    BIO_free(bio);
    if (got < 0) got = 0;
    text[got] = 0;
    return (size_t)got;
}

/// `CN=campus.example.edu, O=Example` (RFC 4514 without its escapes for letters), most particular first.
static inline size_t exchange_x509_name(const X509 *certificate, int of_issuer, char *text, size_t room) {
    BIO *bio = BIO_new(BIO_s_mem());
    if (bio == NULL) return 0;
    X509_NAME *name = of_issuer ? X509_get_issuer_name(certificate) : X509_get_subject_name(certificate);
    X509_NAME_print_ex(bio, name, 0, (XN_FLAG_RFC2253 | XN_FLAG_SEP_CPLUS_SPC) & ~ASN1_STRFLGS_ESC_MSB);
    return exchange_x509_drain(bio, text, room);
}

/// Seconds since 1970; 0 where it is no time.
static inline int64_t exchange_x509_time(const X509 *certificate, int of_end) {
    struct tm parts;
    memset(&parts, 0, sizeof parts);
    const ASN1_TIME *time = of_end ? X509_get0_notAfter(certificate) : X509_get0_notBefore(certificate);
    return ASN1_TIME_to_tm(time, &parts) == 1 ? (int64_t)timegm(&parts) : 0;
}

/// `RSA-SHA1`, `ecdsa-with-SHA256`: how its issuer signed it.
static inline const char *exchange_x509_signature(const X509 *certificate) {
    return OBJ_nid2ln(X509_get_signature_nid(certificate));
}

/// Whether the digest of that signature has at least 112 bits of strength: SHA-1 and MD5 have not.
static inline int exchange_x509_is_well_signed(X509 *certificate) {
    int digest = 0, bits = 0;
    return X509_get_signature_info(certificate, &digest, NULL, &bits, NULL) == 1 && bits >= 112;
}

/// `RSA`, `EC`, `ED25519`.
static inline const char *exchange_x509_key_kind(const X509 *certificate) {
    EVP_PKEY *key = X509_get0_pubkey(certificate);
    return key == NULL ? NULL : OBJ_nid2sn(EVP_PKEY_get_base_id(key));
}

static inline int exchange_x509_key_bits(const X509 *certificate) {
    EVP_PKEY *key = X509_get0_pubkey(certificate);
    return key == NULL ? 0 : EVP_PKEY_get_bits(key);
}

/// The key's strength as the bits of a symmetric one (NIST SP 800-57): 112 for RSA with 2048.
static inline int exchange_x509_key_strength(const X509 *certificate) {
    EVP_PKEY *key = X509_get0_pubkey(certificate);
    return key == NULL ? 0 : EVP_PKEY_get_security_bits(key);
}

/// SHA-256 of the public key (SubjectPublicKeyInfo); 1 where it was made.
static inline int exchange_x509_key_digest(const X509 *certificate, unsigned char digest[32]) {
    unsigned char *bytes = NULL;
    int length = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &bytes);
    if (length <= 0) return 0;
    int made = EVP_Digest(bytes, (size_t)length, digest, NULL, EVP_sha256(), NULL);
    OPENSSL_free(bytes);
    return made;
}

static inline int exchange_x509_is_self_signed(X509 *certificate) { return X509_self_signed(certificate, 0) == 1; }

/// The server's names, one a line, `DNS:` and `IP Address:` in front as OpenSSL writes them.
static inline size_t exchange_x509_names(const X509 *certificate, char *text, size_t room) {
    GENERAL_NAMES *names = (GENERAL_NAMES *)X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
    BIO *bio = BIO_new(BIO_s_mem());
    if (bio == NULL || names == NULL) {
        if (bio != NULL) BIO_free(bio);
        if (names != NULL) GENERAL_NAMES_free(names);
        text[0] = 0;
        return 0;
    }
    for (int i = 0; i < sk_GENERAL_NAME_num(names); i++) {
        GENERAL_NAME_print(bio, sk_GENERAL_NAME_value(names, i));
        BIO_write(bio, "\n", 1);
    }
    GENERAL_NAMES_free(names);
    return exchange_x509_drain(bio, text, room);
}

/// Whether a name, or an address as people write it, is one the certificate was made for (RFC 6125).
static inline int exchange_x509_is_for(X509 *certificate, const char *host, int is_address) {
    if (is_address) return X509_check_ip_asc(certificate, host, 0) == 1;
    return X509_check_host(certificate, host, strlen(host), X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS, NULL) == 1;
}

/// How many certificates the server showed, or how many lead from it to one that is trusted.
static inline int exchange_x509_count(X509_STORE_CTX *context, int of_chain) {
    STACK_OF(X509) *list = of_chain ? X509_STORE_CTX_get0_chain(context) : X509_STORE_CTX_get0_untrusted(context);
    return list == NULL ? 0 : sk_X509_num(list);
}

static inline X509 *exchange_x509_at(X509_STORE_CTX *context, int of_chain, int index) {
    STACK_OF(X509) *list = of_chain ? X509_STORE_CTX_get0_chain(context) : X509_STORE_CTX_get0_untrusted(context);
    return list == NULL ? NULL : sk_X509_value(list, index);
}
