#pragma once
// OpenSSL's EVP digests: the only hash implementation the project uses.
#include <openssl/evp.h>

/// EVP_sha256 may be provided as a macro by other OpenSSL versions; a function keeps Swift independent of that.
static inline const EVP_MD *exchange_sha256(void) { return EVP_sha256(); }
