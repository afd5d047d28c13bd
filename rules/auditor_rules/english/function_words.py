"""Function words of several languages: what a passage in another language is told by."""

from __future__ import annotations

LANGUAGE_NAMES = {
    "en": "English", "es": "Spanish", "fr": "French", "de": "German", "pt": "Portuguese",
    "it": "Italian", "nl": "Dutch", "pl": "Polish", "ru": "Russian", "tr": "Turkish",
    "sv": "Swedish",
}  # fmt: skip
FUNCTION_WORDS: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": """the of and to in that is was for with on as are by from at has have this it be
            which not or an were had will but they their his its who he she we you would there been
            when what if more than about into after all also up out one""",
        "es": """el la los las de del que y en un una por con para se su sus al lo como más pero es
            fue han este esta esto entre sobre cuando muy sin hasta desde donde también porque son
            ser está hay nos ya todo todos ni o si no le les me mi""",
        "fr": """le la les des du de et en un une que qui dans pour sur par est au aux avec ne pas
            ce cette sont a il elle ils nous vous mais ou plus leur ses son sa même comme été être
            aussi sans entre après très où dont se""",
        "de": """der die das und in den von zu mit dem des ein eine ist im nicht auf für sich als
            auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über
            einen so zum war haben nur oder aber vor zur bis mehr durch""",
        "pt": """o a os as de do da dos das que e em um uma para com não por se no na mais ao foi é
            seu sua nos nas pelo pela como mas também são ou quando muito já está até isso entre
            sem""",
        "it": """il lo la i gli le di del della dei che e in un una per con non si al è da nel sono
            più come ha alla anche dal delle ma nella sul questo questa ai suo sua hanno essere
            stato tra""",
        "nl": """de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij
            door naar uit nog worden heeft wordt hij zij deze dit over wat geen""",
        "pl": """w i na z do nie się że o jest to po za od jak przez dla ale był tym oraz są co
            jego być tego może już także który która które""",
        "ru": """и в не на что с по как это он за из от к для его но у был о они мы так же все
            было бы только или при""",
        "tr": """ve bir bu da de için ile çok daha olarak gibi olan kadar sonra ne var değil her
            ancak""",
        "sv": """och att det som en på är av för med den till inte om ett har de i kan från men så
            var sig eller vid när hade""",
    }.items()
}
