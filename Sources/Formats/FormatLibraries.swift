import Exchange

/// What this room loads when a file first needs it, asked for before.
package enum FormatLibraries {
    /// Throws `zip.libarchive` where libarchive is missing.
    package static func archive() throws(Fault) { _ = try ArchiveLibrary.load() }

    /// Throws `xml.libxml2` where libxml2 is missing.
    package static func xml() throws(Fault) { _ = try XMLLibrary.load() }
}
