import Exchange

/// Date and time as MS-DOS packs them: local, two seconds apart, from 1980 to 2107 (APPNOTE 4.4.6).
enum ZipStamp {
    static func packed(_ time: CivilTime) -> UInt32 {
        guard time.date.year >= 1980 else { return 0x0021_0000 }
        let year = min(time.date.year, 2107) - 1980
        let date = year << 9 | time.date.month << 5 | time.date.day
        let clock = time.hour << 11 | time.minute << 5 | time.second / 2
        return UInt32(date << 16 | clock)
    }
}
