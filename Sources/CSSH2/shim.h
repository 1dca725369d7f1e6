#pragma once
// libssh2, loaded late: only a connection that speaks SSH through it needs it, and starting the program must not pay for
// it. So no header of its and no link line: the few functions used are looked up by name, with the types libssh2.so.1 has
// given them since 1.2.8. Its short names are macros; the _ex functions stand behind them.
#include <dlfcn.h>
#include <malloc.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

/// What every callback of a session is handed: whose session it is, and whether memory is erased before it is given back.
typedef struct {
    void *owner;
    int erases;
} exchange_ssh2_abstract;

typedef ssize_t (*exchange_ssh2_receive)(int socket, void *buffer, size_t length, int flags, void **abstract);
typedef ssize_t (*exchange_ssh2_send)(int socket, const void *buffer, size_t length, int flags, void **abstract);
typedef int (*exchange_ssh2_sign)(void *session, unsigned char **signature, size_t *signature_length,
                                  const unsigned char *data, size_t data_length, void **abstract);
typedef struct {
    char *text;
    unsigned int length;
} exchange_ssh2_answer;
typedef void (*exchange_ssh2_change)(void *session, char **password, int *length, void **abstract);
typedef void (*exchange_ssh2_ask)(const char *name, int name_length, const char *instruction, int instruction_length,
                                  int count, const void *questions, exchange_ssh2_answer *answers, void **abstract);

/// The functions in use.
typedef struct {
    int (*start)(int flags);
    const char *(*version)(int at_least);
    void *(*session_init)(void *alloc, void *free, void *realloc, void *abstract);
    int (*session_free)(void *session);
    void *(*callback_set)(void *session, int kind, void *callback);
    void (*set_blocking)(void *session, int blocking);
    int (*banner_set)(void *session, const char *banner);
    const char *(*banner_get)(void *session);
    int (*method_pref)(void *session, int kind, const char *names);
    const char *(*methods)(void *session, int kind);
    int (*supported)(void *session, int kind, const char ***names);
    void (*free)(void *session, void *memory);
    int (*handshake)(void *session, int socket);
    const char *(*hostkey)(void *session, size_t *length, int *type);
    int (*last_errno)(void *session);
    int (*last_error)(void *session, char **message, int *length, int copies);
    int (*disconnect)(void *session, int reason, const char *description, const char *language);
    char *(*userauth_list)(void *session, const char *user, unsigned int length);
    int (*authenticated)(void *session);
    int (*key)(void *session, const char *user, size_t user_length, const char *public_key, size_t public_length,
               const char *private_key, size_t private_length, const char *passphrase);
    int (*signed_key)(void *session, const char *user, const unsigned char *public_key, size_t public_length,
                      exchange_ssh2_sign sign, void **abstract);
    int (*password)(void *session, const char *user, unsigned int user_length, const char *password,
                    unsigned int length, exchange_ssh2_change change);
    int (*interactive)(void *session, const char *user, unsigned int user_length, exchange_ssh2_ask ask);
    void *(*channel_open)(void *session, const char *type, unsigned int type_length, unsigned int window,
                          unsigned int packet, const char *message, unsigned int message_length);
    int (*startup)(void *channel, const char *request, unsigned int request_length, const char *message,
                   unsigned int message_length);
    ssize_t (*read)(void *channel, int stream, char *buffer, size_t length);
    ssize_t (*write)(void *channel, int stream, const char *buffer, size_t length);
    unsigned long (*window_write)(void *channel, unsigned long *initial);
    unsigned long (*window_read)(void *channel, unsigned long *available, unsigned long *initial);
    int (*eof)(void *channel);
    int (*extended_data)(void *channel, int mode);
} exchange_ssh2_api;

/// The constants are macros in a header that need not be on the machine: libssh2.h.
enum {
    EXCHANGE_SSH2_SEND = 5,
    EXCHANGE_SSH2_RECEIVE = 6,
    EXCHANGE_SSH2_KEX = 0,
    EXCHANGE_SSH2_HOSTKEY = 1,
    EXCHANGE_SSH2_CRYPT_CS = 2,
    EXCHANGE_SSH2_CRYPT_SC = 3,
    EXCHANGE_SSH2_MAC_CS = 4,
    EXCHANGE_SSH2_MAC_SC = 5,
    EXCHANGE_SSH2_COMP_CS = 6,
    EXCHANGE_SSH2_COMP_SC = 7,
    EXCHANGE_SSH2_EAGAIN = -37,
    EXCHANGE_SSH2_PASSWORD_EXPIRED = -15,
    EXCHANGE_SSH2_FILE = -16,
    EXCHANGE_SSH2_METHOD_NONE = -17,
    EXCHANGE_SSH2_REFUSED = -18,
    EXCHANGE_SSH2_UNVERIFIED = -19,
    EXCHANGE_SSH2_CHANNEL_FAILURE = -21,
    EXCHANGE_SSH2_REQUEST_DENIED = -22,
    EXCHANGE_SSH2_METHOD_NOT_SUPPORTED = -33,
    EXCHANGE_SSH2_KEX_FAILURE = -5,
    EXCHANGE_SSH2_KEY_EXCHANGE_FAILURE = -8,
    EXCHANGE_SSH2_HOSTKEY_INIT = -10,
    EXCHANGE_SSH2_WRONG_PASSPHRASE = -48,
    EXCHANGE_SSH2_IGNORE_EXTENDED = 1,
};

/// Overwrites memory in a way the compiler may not leave out.
static inline void exchange_ssh2_erase(void *memory, size_t length) { explicit_bzero(memory, length); }

/// Memory a session may give back: for answers and signatures, which it frees itself.
static inline void *exchange_ssh2_memory(size_t length) { return malloc(length); }

/// Without it libssh2 1.10 takes an expired password for a wrong one; that it brings none is the answer.
static void exchange_ssh2_no_new_password(void *session, char **password, int *length, void **abstract) {
    (void)session; (void)abstract;
    *password = NULL;
    *length = 0;
}

static void *exchange_ssh2_alloc(size_t length, void **abstract) {
    (void)abstract;
    return malloc(length);
}

/// libssh2 1.10 gives passwords back to the heap as they are; while somebody logs in, everything is erased first.
static void exchange_ssh2_release(void *memory, void **abstract) {
    exchange_ssh2_abstract *about = (exchange_ssh2_abstract *)*abstract;
    if (memory != NULL && about != NULL && about->erases) explicit_bzero(memory, malloc_usable_size(memory));
    free(memory);
}

static void *exchange_ssh2_realloc(void *memory, size_t length, void **abstract) {
    exchange_ssh2_abstract *about = (exchange_ssh2_abstract *)*abstract;
    if (memory == NULL || about == NULL || !about->erases) return realloc(memory, length);
    void *larger = malloc(length);
    if (larger == NULL) return NULL;
    size_t held = malloc_usable_size(memory);
    memcpy(larger, memory, held < length ? held : length);
    exchange_ssh2_release(memory, abstract);
    return larger;
}

/// A session that never waits and whose bytes go through the two callbacks; NULL where there is no memory.
static inline void *exchange_ssh2_new(const exchange_ssh2_api *api, exchange_ssh2_abstract *abstract,
                                      exchange_ssh2_receive receive, exchange_ssh2_send send) {
    void *session = api->session_init((void *)exchange_ssh2_alloc, (void *)exchange_ssh2_release,
                                      (void *)exchange_ssh2_realloc, abstract);
    if (session == NULL) return NULL;
    api->callback_set(session, EXCHANGE_SSH2_RECEIVE, (void *)receive);
    api->callback_set(session, EXCHANGE_SSH2_SEND, (void *)send);
    api->set_blocking(session, 0);
    return session;
}

/// LIBSSH2_USERAUTH_KBDINT_PROMPT; the length became a size_t in 1.11, under the same file name.
typedef struct {
    const char *text;
    unsigned int length;
    unsigned char echo;
} exchange_ssh2_question_110;
typedef struct {
    const char *text;
    size_t length;
    unsigned char echo;
} exchange_ssh2_question;

static inline exchange_ssh2_question exchange_ssh2_question_at(const void *questions, int index, int is_111) {
    if (is_111) return ((const exchange_ssh2_question *)questions)[index];
    exchange_ssh2_question_110 old = ((const exchange_ssh2_question_110 *)questions)[index];
    return (exchange_ssh2_question){.text = old.text, .length = old.length, .echo = old.echo};
}

/// Looks one function up; dlsym gives an object pointer where a function pointer is meant, as POSIX allows.
static inline int exchange_ssh2_find(void *library, const char *name, void *place) {
    void *found = dlsym(library, name);
    *(void **)place = found;
    return found != NULL;
}

/// Loads the library and fills `api`; returns NULL, or what could not be found. The library stays loaded.
static inline const char *exchange_ssh2_load(const char *file, exchange_ssh2_api *api) {
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return file;
#define EXCHANGE_FIND(field, name) if (!exchange_ssh2_find(library, name, &api->field)) return name
    EXCHANGE_FIND(start, "libssh2_init");
    EXCHANGE_FIND(version, "libssh2_version");
    EXCHANGE_FIND(session_init, "libssh2_session_init_ex");
    EXCHANGE_FIND(session_free, "libssh2_session_free");
    EXCHANGE_FIND(callback_set, "libssh2_session_callback_set");
    EXCHANGE_FIND(set_blocking, "libssh2_session_set_blocking");
    EXCHANGE_FIND(banner_set, "libssh2_session_banner_set");
    EXCHANGE_FIND(banner_get, "libssh2_session_banner_get");
    EXCHANGE_FIND(method_pref, "libssh2_session_method_pref");
    EXCHANGE_FIND(methods, "libssh2_session_methods");
    EXCHANGE_FIND(supported, "libssh2_session_supported_algs");
    EXCHANGE_FIND(free, "libssh2_free");
    EXCHANGE_FIND(handshake, "libssh2_session_handshake");
    EXCHANGE_FIND(hostkey, "libssh2_session_hostkey");
    EXCHANGE_FIND(last_errno, "libssh2_session_last_errno");
    EXCHANGE_FIND(last_error, "libssh2_session_last_error");
    EXCHANGE_FIND(disconnect, "libssh2_session_disconnect_ex");
    EXCHANGE_FIND(userauth_list, "libssh2_userauth_list");
    EXCHANGE_FIND(authenticated, "libssh2_userauth_authenticated");
    EXCHANGE_FIND(key, "libssh2_userauth_publickey_frommemory");
    EXCHANGE_FIND(signed_key, "libssh2_userauth_publickey");
    EXCHANGE_FIND(password, "libssh2_userauth_password_ex");
    EXCHANGE_FIND(interactive, "libssh2_userauth_keyboard_interactive_ex");
    EXCHANGE_FIND(channel_open, "libssh2_channel_open_ex");
    EXCHANGE_FIND(startup, "libssh2_channel_process_startup");
    EXCHANGE_FIND(read, "libssh2_channel_read_ex");
    EXCHANGE_FIND(write, "libssh2_channel_write_ex");
    EXCHANGE_FIND(window_write, "libssh2_channel_window_write_ex");
    EXCHANGE_FIND(window_read, "libssh2_channel_window_read_ex");
    EXCHANGE_FIND(eof, "libssh2_channel_eof");
    EXCHANGE_FIND(extended_data, "libssh2_channel_handle_extended_data2");
#undef EXCHANGE_FIND
    return NULL;
}
