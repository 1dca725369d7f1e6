/// What a server is asked by doing, in this order.
enum ProbeQuestion: CaseIterable { case time, rename, replacing, capitals, hidden, names, longest, room }
