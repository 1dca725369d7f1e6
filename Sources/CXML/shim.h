#pragma once
// libxml2's SAX2 push parser, loaded late: linking it would bring ICU into every start of the program, and only XML from
// elsewhere needs it. So no header of its and no link line: the few functions used are looked up by name. The layouts
// below are libxml2.so.2's (2.6 to 2.13); a later library has another file name and is not loaded.
#include <dlfcn.h>
#include <stddef.h>

/// The start of xmlError (xmlerror.h).
typedef struct {
    int domain;
    int code;
    char *message;
    int level;
    char *file;
    int line;
} exchange_xml_error;

typedef void (*exchange_xml_subset)(void *user, const unsigned char *name, const unsigned char *public_id,
                                    const unsigned char *system_id);
typedef void (*exchange_xml_text)(void *user, const unsigned char *text, int length);
typedef void (*exchange_xml_start)(void *user, const unsigned char *local, const unsigned char *prefix,
                                   const unsigned char *uri, int namespace_count, const unsigned char **namespaces,
                                   int attribute_count, int defaulted, const unsigned char **attributes);
typedef void (*exchange_xml_end)(void *user, const unsigned char *local, const unsigned char *prefix,
                                 const unsigned char *uri);
typedef void (*exchange_xml_complaint)(void *user, exchange_xml_error *error);

/// xmlSAXHandler (parser.h). Every handler that is not named stays NULL: no entity is ever looked up, declared or
/// loaded, no document is built.
typedef struct {
    exchange_xml_subset internal_subset;
    void *before_characters[16];
    exchange_xml_text characters;
    exchange_xml_text ignorable_whitespace;
    void *before_cdata[6];
    exchange_xml_text cdata_block;
    void *external_subset;
    unsigned int initialized;
    void *private_data;
    exchange_xml_start start_element;
    exchange_xml_end end_element;
    exchange_xml_complaint complaint;
} exchange_xml_sax;

_Static_assert(offsetof(exchange_xml_sax, characters) == 17 * sizeof(void *), "as in parser.h");
_Static_assert(offsetof(exchange_xml_sax, cdata_block) == 25 * sizeof(void *), "as in parser.h");
_Static_assert(offsetof(exchange_xml_sax, start_element) == 29 * sizeof(void *), "as in parser.h");
_Static_assert(sizeof(exchange_xml_sax) == 32 * sizeof(void *), "as in parser.h");

/// The functions in use, with the types libxml2 gives them.
typedef struct {
    void (*init_parser)(void);
    void *(*create_push)(exchange_xml_sax *sax, void *user, const char *chunk, int size, const char *name);
    int (*use_options)(void *parser, int options);
    int (*parse_chunk)(void *parser, const char *chunk, int size, int terminate);
    void (*stop)(void *parser);
    void (*free)(void *parser);
    long (*byte_consumed)(void *parser);
    int (*line_number)(void *parser);
    void (*set_entity_loader)(void *(*loader)(const char *, const char *, void *));
    void (*set_catalog_defaults)(int allow);
} exchange_xml_api;

enum {
    EXCHANGE_XML_RECOVER = 1 << 0,
    EXCHANGE_XML_NONET = 1 << 11,
};

/// Says that the handlers are those of SAX2 (XML_SAX2_MAGIC); a C constant of that size has no Swift type of its own.
/// The start of xmlParserCtxt (parser.h), the same in all of libxml2.so.2.
typedef struct {
    void *sax;
    void *user_data;
    void *document;
    int well_formed;
} exchange_xml_context;

/// Behind the first mistake of a document libxml2 leaves out every named reference (`&amp;`), though it goes on reading
/// (xmlParseReference looks whether all was well so far): texts would change in silence. The mistake has been told.
static inline void exchange_xml_keep_references(void *parser) { ((exchange_xml_context *)parser)->well_formed = 1; }

static inline void exchange_xml_use_sax2(exchange_xml_sax *sax) { sax->initialized = 0xDEEDBEAF; }

/// Whatever is asked for, there is none: no file, no network.
static void *exchange_xml_no_entity(const char *url, const char *id, void *parser) {
    (void)url; (void)id; (void)parser;
    return NULL;
}

/// Looks one function up; dlsym gives an object pointer where a function pointer is meant, as POSIX allows.
static inline int exchange_xml_find(void *library, const char *name, void *place) {
    void *found = dlsym(library, name);
    *(void **)place = found;
    return found != NULL;
}

/// Loads the library, shuts its doors and fills `api`; returns NULL, or what could not be found. It stays loaded.
static inline const char *exchange_xml_load(const char *file, exchange_xml_api *api) {
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return file;
#define EXCHANGE_FIND(field, name) if (!exchange_xml_find(library, name, &api->field)) return name
    EXCHANGE_FIND(init_parser, "xmlInitParser");
    EXCHANGE_FIND(create_push, "xmlCreatePushParserCtxt");
    EXCHANGE_FIND(use_options, "xmlCtxtUseOptions");
    EXCHANGE_FIND(parse_chunk, "xmlParseChunk");
    EXCHANGE_FIND(stop, "xmlStopParser");
    EXCHANGE_FIND(free, "xmlFreeParserCtxt");
    EXCHANGE_FIND(byte_consumed, "xmlByteConsumed");
    EXCHANGE_FIND(line_number, "xmlSAX2GetLineNumber");
    EXCHANGE_FIND(set_entity_loader, "xmlSetExternalEntityLoader");
    EXCHANGE_FIND(set_catalog_defaults, "xmlCatalogSetDefaults");
#undef EXCHANGE_FIND
    api->init_parser();
    api->set_entity_loader(exchange_xml_no_entity);
    // XML_CATA_ALLOW_NONE
    api->set_catalog_defaults(0);
    return NULL;
}
