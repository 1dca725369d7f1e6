import Glibc

/// Makes names in UTF-8 readable for libarchive, which converts through the thread's locale and loses them in `C`.
/// Only this thread's locale is changed, and only within `use`.
final class ArchiveLocale {
    private let locale: locale_t?

    init() { locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) }

    deinit {
        if let locale { freelocale(locale) }
    }

    func use<R>(_ body: () -> R) -> R {
        guard let locale else { return body() }
        let before = uselocale(locale)
        defer { _ = uselocale(before) }
        return body()
    }
}
