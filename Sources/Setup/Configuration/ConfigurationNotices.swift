import Exchange

extension Configuration {
    /// The institution's own channels and rules, which hold for each of its profiles.
    package func notices(of institution: Institution) -> NoticePlan {
        var ignored = Complaints([])
        return NoticeReader.plan(
            institution.notify, nil, plugIns, root: files.root, foreign: foreign(to: institution), &ignored)
    }

    /// Throws every complaint about the institutions' `notify`.
    func checkNotices() throws(Complaints) {
        var found = Complaints([])
        for institution in institutions {
            var reader = NoticeReader(plugIns, root: files.root, foreign: foreign(to: institution))
            _ = reader.plan(
                institution.notify, NoticeSettings.institution, path: "institutions.\(institution.name).notify")
            found.add(reader.complaints)
        }
        if !found.isEmpty { throw found.sorted() }
    }
}
