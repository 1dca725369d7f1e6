#pragma once
// libarchive, loaded late: linking it would bring libxml2 and ICU into every start of the program (5 ms), and only zip
// files from elsewhere need it. So no header of its and no link line: the few functions used are looked up by name.
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef ssize_t (*exchange_archive_read)(void *archive, void *client, const void **buffer);
typedef int64_t (*exchange_archive_seek)(void *archive, void *client, int64_t offset, int whence);
typedef int64_t (*exchange_archive_skip)(void *archive, void *client, int64_t request);

/// The functions in use, with the types libarchive 3 gives them.
typedef struct {
    void *(*read_new)(void);
    int (*read_free)(void *archive);
    int (*support_format_zip)(void *archive);
    int (*set_read_callback)(void *archive, exchange_archive_read callback);
    int (*set_seek_callback)(void *archive, exchange_archive_seek callback);
    int (*set_callback_data)(void *archive, void *client);
    int (*read_open1)(void *archive);
    int (*next_header)(void *archive, void **entry);
    int (*read_data_block)(void *archive, const void **buffer, size_t *size, int64_t *offset);
    const char *(*error_string)(void *archive);
    const char *(*entry_pathname)(void *entry);
    const char *(*entry_pathname_utf8)(void *entry);
    const char *(*entry_hardlink)(void *entry);
    const char *(*entry_symlink)(void *entry);
    unsigned int (*entry_filetype)(void *entry);
    int64_t (*entry_size)(void *entry);
    int (*entry_size_is_set)(void *entry);
    int (*entry_is_encrypted)(void *entry);
} exchange_archive_api;

/// The constants are macros in a header that need not be on the machine: archive.h and archive_entry.h, 3.x.
enum {
    EXCHANGE_ARCHIVE_EOF = 1,
    EXCHANGE_ARCHIVE_OK = 0,
    EXCHANGE_ARCHIVE_WARN = -20,
    EXCHANGE_ARCHIVE_FATAL = -30,
    EXCHANGE_ARCHIVE_FILE = 0100000,
    EXCHANGE_ARCHIVE_DIRECTORY = 0040000,
};

/// Looks one function up; dlsym gives an object pointer where a function pointer is meant, as POSIX allows.
static inline int exchange_archive_find(void *library, const char *name, void *place) {
    void *found = dlsym(library, name);
    *(void **)place = found;
    return found != NULL;
}

/// Loads the library and fills `api`; returns NULL, or what could not be found. The library stays loaded.
static inline const char *exchange_archive_load(const char *file, exchange_archive_api *api) {
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return file;
#define EXCHANGE_FIND(field, name) if (!exchange_archive_find(library, name, &api->field)) return name
    EXCHANGE_FIND(read_new, "archive_read_new");
    EXCHANGE_FIND(read_free, "archive_read_free");
    EXCHANGE_FIND(support_format_zip, "archive_read_support_format_zip");
    EXCHANGE_FIND(set_read_callback, "archive_read_set_read_callback");
    EXCHANGE_FIND(set_seek_callback, "archive_read_set_seek_callback");
    EXCHANGE_FIND(set_callback_data, "archive_read_set_callback_data");
    EXCHANGE_FIND(read_open1, "archive_read_open1");
    EXCHANGE_FIND(next_header, "archive_read_next_header");
    EXCHANGE_FIND(read_data_block, "archive_read_data_block");
    EXCHANGE_FIND(error_string, "archive_error_string");
    EXCHANGE_FIND(entry_pathname, "archive_entry_pathname");
    EXCHANGE_FIND(entry_pathname_utf8, "archive_entry_pathname_utf8");
    EXCHANGE_FIND(entry_hardlink, "archive_entry_hardlink");
    EXCHANGE_FIND(entry_symlink, "archive_entry_symlink");
    EXCHANGE_FIND(entry_filetype, "archive_entry_filetype");
    EXCHANGE_FIND(entry_size, "archive_entry_size");
    EXCHANGE_FIND(entry_size_is_set, "archive_entry_size_is_set");
    EXCHANGE_FIND(entry_is_encrypted, "archive_entry_is_encrypted");
#undef EXCHANGE_FIND
    return NULL;
}
