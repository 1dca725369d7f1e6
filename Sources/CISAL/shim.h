#pragma once
// ISA-L: igzip deflate and inflate, and the CRC that goes with them (mixing its CRC with zlib's deflate is slow).
#include <stddef.h>
#include <isa-l/igzip_lib.h>
#include <isa-l/crc.h>

/// The constants are computed macros, which Swift does not import.
static inline size_t exchange_isal_level_buffer_size(void) { return ISAL_DEF_LVL1_DEFAULT; }
