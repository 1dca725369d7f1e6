import CXML
import Exchange

/// libxml2, loaded when it is first needed, with its doors shut: no entities, no catalogs, no network.
enum XMLLibrary {
    static let file = "libxml2.so.2"

    /// The library's functions; `xml.libxml2` where it is missing.
    static func load(_ file: String = file) throws(Fault) -> exchange_xml_api {
        var api = exchange_xml_api()
        if let missing = exchange_xml_load(file, &api) {
            throw Fault(
                .xmlLibrary, .stop,
                "reading this XML file needs the library libxml2: '\(String(cString: missing))' was not found")
        }
        return api
    }
}
