#pragma once
// OpenSSL's EVP digests and ciphers: the only ones the project uses. And its X.509, for a look at certificates.
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include "certificates.h"

/// EVP_sha256 may be provided as a macro by other OpenSSL versions; a function keeps Swift independent of that.
static inline const EVP_MD *exchange_sha256(void) { return EVP_sha256(); }

/// EVP_MAX_MD_SIZE bytes are not wanted: an HMAC with SHA-256 (RFC 2104) into exactly 32 bytes; 1 if it was made.
static inline int exchange_hmac_sha256(const void *key, int key_length, const unsigned char *data, size_t length,
                                       unsigned char out[32]) {
    unsigned int made = 0;
    return HMAC(EVP_sha256(), key, key_length, data, length, out, &made) != NULL && made == 32;
}
