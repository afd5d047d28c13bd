"""Words that tell what a run of capitalised words is, beside the gazetteer's names."""

from __future__ import annotations

# Words that open sentences with a capital and are no names.
COMMON = frozenset(
    """the a an and but or nor so yet for in on at by to from with without within of off over under
    after before during since until while when where why how who whom whose which what that this
    these those there here he she it they we i you his her its their our my your him them us me
    one two three four five six seven eight nine ten some many most more much several few all both
    each every any no not none other others another such same only also even still just already
    as if though although because unless whether than then now today yesterday tomorrow tonight
    however meanwhile moreover furthermore additionally instead indeed thus hence therefore perhaps
    maybe yes ok okay well again once twice later earlier recently finally first second third last
    next according asked speaking despite amid among between about above against along around
    behind below beneath beside besides beyond like near through throughout toward towards upon
    is are was were be been being am has have had do does did can could may might must shall should
    will would let get got make made take see look read more share comments click subscribe sign
    please thank thanks photo photos image images video videos source story related advertisement
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december jan feb mar apr jun jul aug sept sep oct nov
    dec mon tue wed thu fri sat sun spring summer autumn winter christmas easter new old people
    it's he's she's that's there's they're we're i'm i've i'd i'll you're don't didn't can't won't
    isn't let's what's who's here's lawyers police officials critics experts analysts sources
    reports residents voters investors shares sales profits figures data god tv dvd pc""".split()
)
# What "of" and "for" may follow within a name.
OF_HEADS = frozenset(
    """Bank Ministry University Department House Bureau Court Council Chamber Institute Board
    Office College School Academy Church Secretary Minister Chief Director Speaker Governor Head
    Duke Duchess Prince Princess Commissioner Chairman Association Federation Society Union State
    Organization Organisation Republic Kingdom Gulf Bay Cape Isle City League Centre Center Museum
    Confederation Congress Army Party Coalition Committee Commission Leader Master Bishop
    Archbishop President Mayor Attorney Agency Friends Doctors Center Knights Sons""".split()
)
# What stands before a role: "former", "foreign".
ROLE_MODIFIERS = frozenset(
    """former ex acting prime vice deputy senior chief top interim then outgoing incoming foreign
    defense defence finance interior health education trade energy environment press government
    military opposition party state company police army navy union campaign veteran national
    federal local regional city county political research market retired late junior assistant
    associate executive managing general lead leading presidential republican democratic
    conservative liberal labour fellow human rights club team world spy security policy film
    home shadow cabinet junior""".split()
)
# Fields of work that "and" joins within an organisation's name.
FIELDS = frozenset(
    """Security Health Food Trade Science Education Arts Culture Defense Defence Energy Environment
    Labor Labour Justice Home Finance Treasury Agriculture Commerce Housing Transport Sport Media
    Strategic Economic Cooperation Development Children Youth Research Safety Disaster Crime Drugs
    Fisheries Water Oil Gas Immigration Customs Revenue Press Peace Family Telecommunications
    Information Technology Business Industry Veterans Women Prevention Oceanic Aeronautics Standards
    Alcohol Tobacco Budget Policy Medicine Law Engineering Medicines Diplomacy Democracy Civil
    Rights""".split()
)
# What goes before a field of work: the word that follows is no person's.
KINDS_OF_FIELD = frozenset(
    """Foreign National Public Internal External Home Economic Social Civil Religious Cultural
    Digital Regional Federal European International Strategic Homeland Higher Human Natural Global
    Corporate Clinical Medical Military Legal Political Environmental Criminal Veterans Consumer
    Constitutional Parliamentary""".split()
)
