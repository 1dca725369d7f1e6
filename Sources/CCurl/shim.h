#pragma once
// libcurl, loaded late: only a connection that speaks FTP or HTTPS needs it, and starting the program must not pay for it.
// So no header of its and no link line: the few functions used are looked up by name, with the types libcurl.so.4 has
// given them since 7.67. Three of them take a variable number of arguments, which Swift cannot pass: they are wrapped.
// libssl is the one libcurl has brought along; of it, what decides about a server's certificate is used.
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/// struct curl_sockaddr: where libcurl is about to connect to. The address may be longer than `address` says.
typedef struct {
    int family;
    int type;
    int protocol;
    unsigned int length;
    struct sockaddr address;
} exchange_curl_address;

/// struct CURLMsg.
typedef struct {
    int kind;
    void *easy;
    union {
        void *whatever;
        int code;
    } data;
} exchange_curl_message;

/// The leading fields of curl_version_info_data; later ones were only ever added behind these.
typedef struct {
    int age;
    const char *version;
    unsigned int number;
    const char *host;
    int features;
    const char *tls;
} exchange_curl_version;

typedef size_t (*exchange_curl_bytes)(char *bytes, size_t size, size_t count, void *owner);
typedef int (*exchange_curl_open)(void *owner, int purpose, exchange_curl_address *address);
typedef int (*exchange_curl_close)(void *owner, int descriptor);
typedef int (*exchange_curl_context)(void *easy, void *context, void *owner);
/// X509_verify_cert(3) in its place: 1 where the peer is the right one.
typedef int (*exchange_tls_judge)(void *store_context, void *owner);

/// The functions in use.
typedef struct {
    int (*global_init)(long flags);
    const exchange_curl_version *(*version_info)(int age);
    void *(*easy_init)(void);
    void (*easy_cleanup)(void *easy);
    void (*easy_reset)(void *easy);
    int (*easy_pause)(void *easy, int mask);
    const char *(*easy_strerror)(int code);
    void *(*multi_init)(void);
    int (*multi_cleanup)(void *multi);
    int (*multi_add)(void *multi, void *easy);
    int (*multi_remove)(void *multi, void *easy);
    int (*multi_perform)(void *multi, int *running);
    int (*multi_poll)(void *multi, void *extra, unsigned int count, int milliseconds, int *ready);
    exchange_curl_message *(*multi_read)(void *multi, int *left);
    void *(*list_append)(void *list, const char *text);
    void (*list_free)(void *list);
    void *easy_setopt;
    void *easy_getinfo;
    void *multi_setopt;
    void (*ssl_set_level)(void *context, int level);
    void (*ssl_set_judge)(void *context, exchange_tls_judge judge, void *owner);
    uint64_t (*ssl_set_options)(void *context, uint64_t options);
    int (*ssl_index)(void);
    const char *(*ssl_version)(const void *ssl);
    const void *(*ssl_cipher)(const void *ssl);
    const char *(*ssl_cipher_name)(const void *cipher);
} exchange_curl_api;

/// Overwrites memory in a way the compiler may not leave out.
static inline void exchange_curl_erase(void *memory, size_t length) { explicit_bzero(memory, length); }

/// A number; of those that curl.h counts from 30000 a curl_off_t, else a long.
static inline int exchange_curl_set_number(const exchange_curl_api *api, void *easy, int option, int64_t value) {
    int (*set)(void *, int, ...) = (int (*)(void *, int, ...))api->easy_setopt;
    return option >= 30000 ? set(easy, option, value) : set(easy, option, (long)value);
}

/// A text, which libcurl copies (all but POSTFIELDS, which is not used), or NULL.
static inline int exchange_curl_set_text(const exchange_curl_api *api, void *easy, int option, const char *value) {
    return ((int (*)(void *, int, ...))api->easy_setopt)(easy, option, value);
}

/// A pointer that libcurl keeps as it is.
static inline int exchange_curl_set_pointer(const exchange_curl_api *api, void *easy, int option, const void *value) {
    return ((int (*)(void *, int, ...))api->easy_setopt)(easy, option, value);
}

static inline int exchange_curl_set_bytes(const exchange_curl_api *api, void *easy, int option,
                                          exchange_curl_bytes value) {
    return ((int (*)(void *, int, ...))api->easy_setopt)(easy, option, value);
}

static inline int exchange_curl_set_open(const exchange_curl_api *api, void *easy, exchange_curl_open value) {
    return ((int (*)(void *, int, ...))api->easy_setopt)(easy, 20163, value);
}

static inline int exchange_curl_set_close(const exchange_curl_api *api, void *easy, exchange_curl_close value) {
    return ((int (*)(void *, int, ...))api->easy_setopt)(easy, 20208, value);
}

static inline int exchange_curl_set_context(const exchange_curl_api *api, void *easy, exchange_curl_context value) {
    return ((int (*)(void *, int, ...))api->easy_setopt)(easy, 20108, value);
}

static inline int exchange_curl_set_multi(const exchange_curl_api *api, void *multi, int option, long value) {
    return ((int (*)(void *, int, ...))api->multi_setopt)(multi, option, value);
}

/// A long, or a curl_off_t (here the same): -1 where libcurl does not tell.
static inline int64_t exchange_curl_number(const exchange_curl_api *api, void *easy, int info) {
    int64_t value = -1;
    int code = ((int (*)(void *, int, ...))api->easy_getinfo)(easy, info, &value);
    return code == 0 ? value : -1;
}

/// A text that lives as long as the transfer; NULL where libcurl does not tell.
static inline const char *exchange_curl_text(const exchange_curl_api *api, void *easy, int info) {
    const char *value = NULL;
    int code = ((int (*)(void *, int, ...))api->easy_getinfo)(easy, info, &value);
    return code == 0 ? value : NULL;
}

/// Looks one function up; dlsym gives an object pointer where a function pointer is meant, as POSIX allows.
static inline int exchange_curl_find(void *library, const char *name, void *place) {
    void *found = dlsym(library, name);
    *(void **)place = found;
    return found != NULL;
}

/// Loads both libraries and fills `api`; returns NULL, or what could not be found. The libraries stay loaded.
static inline const char *exchange_curl_load(const char *file, const char *tls, exchange_curl_api *api) {
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return file;
#define EXCHANGE_FIND(field, name) if (!exchange_curl_find(library, name, &api->field)) return name
    EXCHANGE_FIND(global_init, "curl_global_init");
    EXCHANGE_FIND(version_info, "curl_version_info");
    EXCHANGE_FIND(easy_init, "curl_easy_init");
    EXCHANGE_FIND(easy_cleanup, "curl_easy_cleanup");
    EXCHANGE_FIND(easy_reset, "curl_easy_reset");
    EXCHANGE_FIND(easy_pause, "curl_easy_pause");
    EXCHANGE_FIND(easy_strerror, "curl_easy_strerror");
    EXCHANGE_FIND(easy_setopt, "curl_easy_setopt");
    EXCHANGE_FIND(easy_getinfo, "curl_easy_getinfo");
    EXCHANGE_FIND(multi_init, "curl_multi_init");
    EXCHANGE_FIND(multi_cleanup, "curl_multi_cleanup");
    EXCHANGE_FIND(multi_add, "curl_multi_add_handle");
    EXCHANGE_FIND(multi_remove, "curl_multi_remove_handle");
    EXCHANGE_FIND(multi_perform, "curl_multi_perform");
    EXCHANGE_FIND(multi_poll, "curl_multi_poll");
    EXCHANGE_FIND(multi_read, "curl_multi_info_read");
    EXCHANGE_FIND(multi_setopt, "curl_multi_setopt");
    EXCHANGE_FIND(list_append, "curl_slist_append");
    EXCHANGE_FIND(list_free, "curl_slist_free_all");
    library = dlopen(tls, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return tls;
    EXCHANGE_FIND(ssl_set_level, "SSL_CTX_set_security_level");
    EXCHANGE_FIND(ssl_set_judge, "SSL_CTX_set_cert_verify_callback");
    EXCHANGE_FIND(ssl_set_options, "SSL_CTX_set_options");
    EXCHANGE_FIND(ssl_index, "SSL_get_ex_data_X509_STORE_CTX_idx");
    EXCHANGE_FIND(ssl_version, "SSL_get_version");
    EXCHANGE_FIND(ssl_cipher, "SSL_get_current_cipher");
    EXCHANGE_FIND(ssl_cipher_name, "SSL_CIPHER_get_name");
#undef EXCHANGE_FIND
    return NULL;
}
