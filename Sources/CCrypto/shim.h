#pragma once
// OpenSSL's EVP digests and ciphers: the only ones the project uses. And its X.509, for a look at certificates.
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include "certificates.h"

/// Looked for once in each thread: OpenSSL looks for what EVP_sha256 names at every digest, under a lock.
static inline const EVP_MD *exchange_sha256(void) {
    static __thread EVP_MD *found = NULL;
    if (found == NULL) found = EVP_MD_fetch(NULL, "SHA256", NULL);
    return found != NULL ? found : EVP_sha256();
}

/// EVP_MAX_MD_SIZE bytes are not wanted: an HMAC with SHA-256 (RFC 2104) into exactly 32 bytes; 1 if it was made.
static inline int exchange_hmac_sha256(const void *key, int key_length, const unsigned char *data, size_t length,
                                       unsigned char out[32]) {
    unsigned int made = 0;
    return HMAC(EVP_sha256(), key, key_length, data, length, out, &made) != NULL && made == 32;
}
