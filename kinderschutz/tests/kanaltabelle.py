"""
The table of channels: who finds what, where, at which stage. To be read without knowing the program.

A block is one analysis at one stage, a line a kind of person, a column a channel, a cell all that
this person finds there, whatever address she tries:

    F  the case itself (text and codes)        T  what stays with the team: § 8a, Sitzungen, Anhänge
    B  its Befunde, also as copies             Z  what a colleague is typing right now
    V  its Empfehlungen, also as copies        G  what Leitung and team wrote to each other
    K  that it exists: its Kennung             P  the name of the Fachkraft who wrote
    A  the address of who is invited           E  why the Datenschutz looked up names
    –  nothing of it

Channels: lesen (the pages of the analysis) · liste (and »Meine Arbeit«) · schritt (the forms) ·
verlauf (earlier versions) · anhang (files, minutes) · freigabe (the pages of the transitions) ·
vorschau · bibliothek (list and single Befund) · suche · zahlen (figures, start page) · leute (who
read, who is invited) · protokoll (audit trail, with names as well) · fehler (the page of a failure
with the whole text in hand). Letters, log lines and rows of the audit trail: test_kanaele.py.

The Moderation is in the team; »nachbaramt« is a Jugendamt of the same cluster, »fremdes_amt« has
nothing to do with it.
"""

TABELLE = """
=== team                 lesen    liste    schritt  verlauf  anhang   freigabe vorschau bibliothek suche    zahlen   leute    protokoll fehler
fachkraft                BFKPTV   K        BFKTVZ   BFKPT    BFKT     K        K        –          K        –        AKP      –         –
moderation               BFKPTV   K        BFKTV    –        BFKT     –        –        –          K        –        –        –         –
leitung                  –        –        –        –        –        –        –        –          –        –        –        –         –
kollegin                 –        –        –        –        –        –        –        –          –        –        –        –         –
netzwerkkoordination     –        –        –        –        –        –        –        –          –        –        –        –         –
datenschutz              –        –        –        –        –        –        –        –          –        –        –        EKP       –
nachbaramt               –        –        –        –        –        –        –        –          –        –        –        –         –
projektkoordination      –        –        –        –        –        –        –        –          –        –        –        –         –
wissenschaft             –        –        –        –        –        –        –        –          –        –        –        –         –
ministerium              –        –        –        –        –        –        –        –          –        –        –        –         –
landesjugendamt          –        –        –        –        –        –        –        –          –        –        –        –         –
administration           –        –        –        –        –        –        –        –          –        –        –        –         –
fremdes_amt              –        –        –        –        –        –        –        –          –        –        –        –         –
anonym                   –        –        –        –        –        –        –        –          –        –        –        –         –

=== eingereicht          lesen    liste    schritt  verlauf  anhang   freigabe vorschau bibliothek suche    zahlen   leute    protokoll fehler
fachkraft                BFGKPTV  K        –        BFKPT    BFKT     K        K        –          K        –        AKP      –         –
moderation               BFKPTV   K        –        –        BFKT     –        –        –          K        –        –        –         –
leitung                  BFGKV    K        –        –        –        K        K        –          K        –        K        –         –
kollegin                 –        –        –        –        –        –        –        –          –        –        –        –         –
netzwerkkoordination     –        –        –        –        –        –        –        –          –        –        –        –         –
datenschutz              –        –        –        –        –        –        –        –          –        –        –        EKP       –
nachbaramt               –        –        –        –        –        –        –        –          –        –        –        –         –
projektkoordination      –        –        –        –        –        –        –        –          –        –        –        –         –
wissenschaft             –        –        –        –        –        –        –        –          –        –        –        –         –
ministerium              –        –        –        –        –        –        –        –          –        –        –        –         –
landesjugendamt          –        –        –        –        –        –        –        –          –        –        –        –         –
administration           –        –        –        –        –        –        –        –          –        –        –        –         –
fremdes_amt              –        –        –        –        –        –        –        –          –        –        –        –         –
anonym                   –        –        –        –        –        –        –        –          –        –        –        –         –

=== zurueckgegeben       lesen    liste    schritt  verlauf  anhang   freigabe vorschau bibliothek suche    zahlen   leute    protokoll fehler
fachkraft                BFGKPTV  K        BFKTVZ   BFKPT    BFKT     K        K        –          K        –        AKP      –         –
moderation               BFKPTV   K        BFKTV    –        BFKT     –        –        –          K        –        –        –         –
leitung                  –        –        –        –        –        –        –        –          –        –        –        –         –
kollegin                 –        –        –        –        –        –        –        –          –        –        –        –         –
netzwerkkoordination     –        –        –        –        –        –        –        –          –        –        –        –         –
datenschutz              –        –        –        –        –        –        –        –          –        –        –        EKP       –
nachbaramt               –        –        –        –        –        –        –        –          –        –        –        –         –
projektkoordination      –        –        –        –        –        –        –        –          –        –        –        –         –
wissenschaft             –        –        –        –        –        –        –        –          –        –        –        –         –
ministerium              –        –        –        –        –        –        –        –          –        –        –        –         –
landesjugendamt          –        –        –        –        –        –        –        –          –        –        –        –         –
administration           –        –        –        –        –        –        –        –          –        –        –        –         –
fremdes_amt              –        –        –        –        –        –        –        –          –        –        –        –         –
anonym                   –        –        –        –        –        –        –        –          –        –        –        –         –

=== leserkreis_asd       lesen    liste    schritt  verlauf  anhang   freigabe vorschau bibliothek suche    zahlen   leute    protokoll fehler
fachkraft                BFGKPTV  K        –        BFKPT    BFKT     K        K        –          K        –        AKP      –         –
moderation               BFKPTV   K        –        –        BFKT     –        –        –          K        –        –        –         –
leitung                  BFGKV    K        –        –        –        K        K        –          K        –        K        –         –
kollegin                 BFKV     K        –        –        –        BFKV     K        –          K        –        –        –         –
netzwerkkoordination     –        –        –        –        –        –        –        –          –        –        –        –         –
datenschutz              –        –        –        –        –        –        –        –          –        –        –        EKP       –
nachbaramt               –        –        –        –        –        –        –        –          –        –        –        –         –
projektkoordination      –        –        –        –        –        –        –        –          –        –        –        –         –
wissenschaft             –        –        –        –        –        –        –        –          –        –        –        –         –
ministerium              –        –        –        –        –        –        –        –          –        –        –        –         –
landesjugendamt          –        –        –        –        –        –        –        –          –        –        –        –         –
administration           –        –        –        –        –        –        –        –          –        –        –        –         –
fremdes_amt              –        –        –        –        –        –        –        –          –        –        –        –         –
anonym                   –        –        –        –        –        –        –        –          –        –        –        –         –

=== leserkreis_jugendamt lesen    liste    schritt  verlauf  anhang   freigabe vorschau bibliothek suche    zahlen   leute    protokoll fehler
fachkraft                BFGKPTV  K        –        BFKPT    BFKT     K        K        –          K        –        AKP      –         –
moderation               BFKPTV   K        –        –        BFKT     –        –        –          K        –        –        –         –
leitung                  BFGKV    K        –        –        –        K        K        –          K        –        K        –         –
kollegin                 BFKV     K        –        –        –        BFKV     K        –          K        –        –        –         –
netzwerkkoordination     BFKV     K        –        –        –        –        –        –          K        –        –        –         –
datenschutz              –        –        –        –        –        –        –        –          –        –        –        EKP       –
nachbaramt               –        –        –        –        –        –        –        –          –        –        –        –         –
projektkoordination      –        –        –        –        –        –        –        –          –        –        –        –         –
wissenschaft             –        –        –        –        –        –        –        –          –        –        –        –         –
ministerium              –        –        –        –        –        –        –        –          –        –        –        –         –
landesjugendamt          –        –        –        –        –        –        –        –          –        –        –        –         –
administration           –        –        –        –        –        –        –        –          –        –        –        –         –
fremdes_amt              –        –        –        –        –        –        –        –          –        –        –        –         –
anonym                   –        –        –        –        –        –        –        –          –        –        –        –         –

=== geprueft             lesen    liste    schritt  verlauf  anhang   freigabe vorschau bibliothek suche    zahlen   leute    protokoll fehler
fachkraft                BFGKPTV  K        –        BFKPT    BFKT     K        K        –          K        –        AKP      –         –
moderation               BFKPTV   K        –        –        BFKT     –        –        –          K        –        –        –         –
leitung                  BFGKV    K        –        –        –        K        K        –          K        –        K        –         –
kollegin                 BFKV     K        –        –        –        K        K        –          K        –        –        –         –
netzwerkkoordination     BFKV     K        –        –        –        –        –        –          K        –        –        –         –
datenschutz              –        –        –        –        –        –        –        –          –        –        –        EKP       –
nachbaramt               –        –        –        –        –        –        –        –          –        –        –        –         –
projektkoordination      –        –        –        –        –        –        –        –          –        –        –        –         –
wissenschaft             –        –        –        –        –        –        –        –          –        –        –        –         –
ministerium              –        –        –        –        –        –        –        –          –        –        –        –         –
landesjugendamt          –        –        –        –        –        –        –        –          –        –        –        –         –
administration           –        –        –        –        –        –        –        –          –        –        –        –         –
fremdes_amt              –        –        –        –        –        –        –        –          –        –        –        –         –
anonym                   –        –        –        –        –        –        –        –          –        –        –        –         –

=== cluster              lesen    liste    schritt  verlauf  anhang   freigabe vorschau bibliothek suche    zahlen   leute    protokoll fehler
fachkraft                BFGKPTV  K        –        BFKPT    BFKT     K        K        BKV        BKV      –        AKP      –         –
moderation               BFKPTV   K        –        –        BFKT     –        –        –          K        –        –        –         –
leitung                  BFGKV    K        –        –        –        K        K        BKV        BKV      –        K        –         –
kollegin                 BFKV     K        –        –        –        K        K        BKV        BKV      –        –        –         –
netzwerkkoordination     BFKV     K        –        –        –        –        –        –          K        –        –        –         –
datenschutz              –        –        –        –        –        –        –        –          –        –        –        EKP       –
nachbaramt               –        –        –        –        –        –        –        BV         BV       –        –        –         –
projektkoordination      –        –        –        –        –        –        –        –          –        –        –        –         –
wissenschaft             –        –        –        –        –        –        –        –          –        –        –        –         –
ministerium              –        –        –        –        –        –        –        –          –        –        –        –         –
landesjugendamt          –        –        –        –        –        –        –        –          –        –        –        –         –
administration           –        –        –        –        –        –        –        –          –        –        –        –         –
fremdes_amt              –        –        –        –        –        –        –        –          –        –        –        –         –
anonym                   –        –        –        –        –        –        –        –          –        –        –        –         –

=== projekt              lesen    liste    schritt  verlauf  anhang   freigabe vorschau bibliothek suche    zahlen   leute    protokoll fehler
fachkraft                BFGKPTV  K        –        BFKPT    BFKT     K        K        BKV        BKV      –        AKP      –         –
moderation               BFKPTV   K        –        –        BFKT     –        –        –          K        –        –        –         –
leitung                  BFGKV    K        –        –        –        K        K        BKV        BKV      –        K        –         –
kollegin                 BFKV     K        –        –        –        K        K        BKV        BKV      –        –        –         –
netzwerkkoordination     BFKV     K        –        –        –        –        –        –          K        –        –        –         –
datenschutz              –        –        –        –        –        –        –        –          –        –        –        EKP       –
nachbaramt               –        –        –        –        –        –        –        BV         BV       –        –        –         –
projektkoordination      –        –        –        –        –        –        –        BV         BV       –        –        –         –
wissenschaft             –        –        –        –        –        –        –        BV         BV       –        –        –         –
ministerium              –        –        –        –        –        –        –        –          –        –        –        –         –
landesjugendamt          –        –        –        –        –        –        –        –          –        –        –        –         –
administration           –        –        –        –        –        –        –        –          –        –        –        –         –
fremdes_amt              –        –        –        –        –        –        –        –          –        –        –        –         –
anonym                   –        –        –        –        –        –        –        –          –        –        –        –         –

=== land                 lesen    liste    schritt  verlauf  anhang   freigabe vorschau bibliothek suche    zahlen   leute    protokoll fehler
fachkraft                BFGKPTV  K        –        BFKPT    BFKT     K        KV       BKV        BKV      –        AKP      –         –
moderation               BFKPTV   K        –        –        BFKT     –        –        –          K        –        –        –         –
leitung                  BFGKV    K        –        –        –        K        KV       BKV        BKV      –        K        –         –
kollegin                 BFKV     K        –        –        –        K        K        BKV        BKV      –        –        –         –
netzwerkkoordination     BFKV     K        –        –        –        –        –        –          K        –        –        –         –
datenschutz              –        –        –        –        –        –        –        –          –        –        –        EKP       –
nachbaramt               –        –        –        –        –        –        –        BV         BV       –        –        –         –
projektkoordination      –        –        –        –        –        –        –        BV         BV       –        –        –         –
wissenschaft             –        –        –        –        –        –        –        BV         BV       –        –        –         –
ministerium              –        –        –        –        –        –        –        V          V        –        –        –         –
landesjugendamt          –        –        –        –        –        –        –        V          V        –        –        –         –
administration           –        –        –        –        –        –        –        –          –        –        –        –         –
fremdes_amt              –        –        –        –        –        –        –        –          –        –        –        –         –
anonym                   –        –        –        –        –        –        –        –          –        –        –        –         –

=== zurueckgezogen       lesen    liste    schritt  verlauf  anhang   freigabe vorschau bibliothek suche    zahlen   leute    protokoll fehler
fachkraft                BFGKPTV  K        –        BFKPT    BFKT     K        K        –          K        –        AKP      –         –
moderation               BFKPTV   K        –        –        BFKT     –        –        –          K        –        –        –         –
leitung                  BFGKV    K        –        –        –        K        K        –          K        –        K        –         –
kollegin                 –        –        –        –        –        –        –        –          –        –        –        –         –
netzwerkkoordination     –        –        –        –        –        –        –        –          –        –        –        –         –
datenschutz              –        –        –        –        –        –        –        –          –        –        –        EKP       –
nachbaramt               –        –        –        –        –        –        –        –          –        –        –        –         –
projektkoordination      –        –        –        –        –        –        –        –          –        –        –        –         –
wissenschaft             –        –        –        –        –        –        –        –          –        –        –        –         –
ministerium              –        –        –        –        –        –        –        –          –        –        –        –         –
landesjugendamt          –        –        –        –        –        –        –        –          –        –        –        –         –
administration           –        –        –        –        –        –        –        –          –        –        –        –         –
fremdes_amt              –        –        –        –        –        –        –        –          –        –        –        –         –
anonym                   –        –        –        –        –        –        –        –          –        –        –        –         –
"""
