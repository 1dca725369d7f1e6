extension CivilDate {
    /// 0 is Sunday, 6 Saturday.
    package var weekday: Int { ((daysSince1970 + 4) % 7 + 7) % 7 }

    /// `Saturday`.
    package var weekdayName: String { CivilDate.weekdayNames[weekday] }

    package static let weekdayNames = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]

    package static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
