"""Dutch words that tell by their place what stands beside them: titles, family, work, greetings, verbs.

What lives here: those words. What deliberately does not: names; they come in as lists.
"""

from typing import Final

TITLES: Final = frozenset(
    "mevrouw mevr mw mvr mej mejuffrouw meneer mijnheer dhr heer hr juf juffrouw gezin familie fam kl "
    "mister mrs madame monsieur sir madam".split()
)
ABBREVIATED: Final = frozenset("mevr mw mvr mej dhr hr fam kl cl dr drs mr prof ing ir ds wed gebr gr grt".split())
PEOPLE: Final = frozenset(
    "klant klante client cliente cl patient patiente pt bewoner bewoonster deelnemer deelneemster jongere leerling "
    "leerlinge student studente statushouder mantelzorger huurder huurster kandidaat pupil "
    "zoon zoontje zoonlief dochter dochtertje broer broertje zus zusje zuster moeder vader mama papa mam pap oma opa "
    "oom tante "
    "neef nicht neefje nichtje kind kindje baby peuter kleuter puber tweeling partner man vrouw echtgenoot echtgenote "
    "vriend vriendin ex ex-man ex-vrouw ex-partner exman exvrouw stiefvader stiefmoeder stiefzoon stiefdochter "
    "stiefbroer stiefzus schoonmoeder schoonvader schoonzus schoondochter schoonzoon zwager buurman buurvrouw "
    "buurjongen "
    "buurmeisje huisgenoot huisgenote kleinzoon kleindochter overgrootmoeder grootmoeder grootvader tweelingbroer "
    "tweelingzus "
    "verloofde halfbroer halfzus pleegzoon pleegdochter pleegkind pleegmoeder pleegvader jongen meisje weduwe "
    "weduwnaar "
    "ouders kinderen broers zussen ome tantetje omaatje jongste oudste middelste".split()
)
WORKERS: Final = frozenset(
    "collega begeleider begeleidster ambulant bewindvoerder klantmanager klantmanagers huisarts dokter dr arts "
    "wijkagent agent "
    "advocaat advocate consulent consulente inkomensconsulent wmo-consulent coach jobcoach budgetcoach mentor mentrix "
    "docent docente "
    "leraar lerares meester juf tolk gezinswerker jeugdwerker jongerenwerker gezinsbegeleider woonbegeleider "
    "werker werkster regisseur koploper meelezer teamleider voogd gezinsvoogd jeugdbeschermer casemanager "
    "casusregisseur "
    "wijkverpleegkundige verpleegkundige verpleger psycholoog psychologe psychiater therapeut "
    "vrijwilliger vrijwilligster maatje buddy notaris mr drs prof ing ir ds dominee imam pastoor verhuurder huisbaas "
    "makelaar leerplichtambtenaar deurwaarder huismeester conciërge concierge "
    "ambtenaar wethouder burgemeester reclasseringswerker praktijkondersteuner poh behandelaar specialist tandarts "
    "fysiotherapeut "
    "contactpersoon curator mediator buurtsportcoach schuldhulpverlener schulphulpverlener raadsman raadsvrouw "
    "stagiair stagiaire".split()
)
RELATIONS: Final = TITLES | PEOPLE | WORKERS
OF: Final = frozenset({"van"})
NAMING: Final = frozenset(
    "heet heette heten hete genaamd genoemd roepnaam voornaam achternaam meisjesnaam bijnaam alias naam namens".split()
)
# "Dossier Brouwer": what is named after whom it is about.
CASES: Final = frozenset(
    "aanvraag dossier casus huisbezoek gesprek intake overdracht zaak belafspraak keukentafelgesprek".split()
)
# On whose behalf, to whom, about whom.
ON_BEHALF: Final = frozenset("tnv tav nms ogv inz inzake".split())
GREETINGS: Final = frozenset("beste hoi hallo hai hey dag lieve geachte ha goedemorgen goedemiddag".split())
REGARDS: Final = frozenset("groet groeten groetjes groetje gr grt grtjs grtz mvg liefs xx".split())
PARTICLES: Final = frozenset(
    "vd "
    "van de der den het 't ter ten te von zu zum zur vom el al abu abou abo ben bin ibn bint bou beni ait oulad ould "
    "da das do dos du des di del della dello dalla d' la le les los las y e op in in't aan uit voor onder "
    "st san santa san sint mac mc o".split()
)
LEADING_PARTICLES: Final = frozenset(
    "vd "
    "van de der den 't ter ten te von zu el al abu abou ben bin ibn bint ait oulad ould da dos di del la le op in "
    "uit".split()
)
ARTICLES: Final = frozenset(
    "de het een deze dit die dat 't 'n dezelfde hetzelfde elke iedere welke zo'n geen alle onze".split()
)
PLACED: Final = frozenset("in te uit richting vanuit binnen nabij rondom tussen".split())
AT_PLACES: Final = frozenset("bij via op naar per langs rond sinds tijdens onder volgens".split())
TO_PEOPLE: Final = frozenset("met voor aan van door bij naar namens dat want omdat en of zonder als toen".split())
STOPS: Final = frozenset(
    "ik je jij u hij zij ze het we wij jullie hen hun hem haar mij me ons zich men er hier daar waar wie wat "
    "die dat deze dit de een geen niet wel ook nog al maar en of want dus als dan toen omdat zodat terwijl "
    "van in op aan bij met voor door uit over na om te tot naar onder tegen tussen zonder via per sinds "
    "is was zijn waren heeft hebben had hadden wordt worden werd kan kon moet moest mag mocht zal zou wil wilde "
    "gaat ging komt kwam doet deed zegt zei nu nooit altijd soms vaak weer even graag alleen samen al alvast "
    "zelf zo veel meer minder heel erg te zeer nodig niets iets alles iban bsn".split()
)
VERBS: Final = frozenset(
    "heeft had hebben hadden is was zijn waren wil wilde wilt willen kan kon kunnen moet moest moeten mag mocht gaat "
    "ging gaan komt "
    "kwam komen zit zat zitten woont woonde wonen slaapt sliep slapen werkt werkte werken belt belde bellen zegt zei "
    "zeggen vraagt vroeg "
    "krijgt kreeg krijgen zoekt zocht mist leeft staat stond staan ligt lag wacht wachtte wachten durft durfde doet "
    "deed ziet zag weet wist "
    "snapt snapte begrijpt begreep begint begon start stopt stopte betaalt betaalde verdient heet heette wordt werd "
    "blijft "
    "bleef blijven loopt liep rijdt reed fietst reist spreekt sprak leert volgt volgde huurt huurde verhuist raakt "
    "raakte slikt gebruikt "
    "drinkt huilt schaamt zorgt helpt hielp geeft gaf neemt nam vindt vond denkt dacht hoopt hoopte laat liet brengt "
    "haalt "
    "koopt kocht eet at appt appte mailt mailde stuurt stuurde schrijft schreef reageert reageerde meldt meldde regelt "
    "regelde dreigt verloor verliest zou zal zullen zouden draagt kent kende voelt pakt probeert hoort hoorde "
    "luistert speelt leent "
    "ontvangt ontving tekent tekende verblijft verbleef logeert overleed sterft trouwt scheidt zwemt sport valt viel "
    "aanvraagt redt houdt hield lijdt past kijkt keek opent sluit tolkt bezoekt bezocht oogt gebeld langs komt "
    "adviseert begeleidt bevestigt zoekt overlegt stelt stemt bood biedt akkoord meent verwacht verwachtte".split()
)
HIS: Final = frozenset("zn z'n zijn haar d'r dr hun en".split())
# Behind these a word with a capital is what they are called, or one more word of a title.
STREETS_AND_THINGS: Final = frozenset(
    "wet besluit regeling team afdeling project potje fonds bureau programma thema onderwerp type merk model serie "
    "nummer groep klas lijn week formulier bijlage optie plan stap fase categorie deel lokaal kamer zaal".split()
)
# What shops and suppliers send or sell: a word that nobody knows behind one of these is a company.
COMMERCE: Final = frozenset(
    "factuur facturen nota abonnement pakket app slot merk model bon bonnetje cadeaubon offerte premie polis product "
    "producten vordering incasso kassabon aanbieding korting klantenservice winkel website site bestelling artikel "
    "serie type directeur subsidie aanmaning brochure folder cursus opleiding training certificaat tarief".split()
)
INSTITUTIONS: Final = frozenset(
    "stichting school basisschool middelbare college lyceum gymnasium apotheek buurthuis buurtcentrum wijkcentrum "
    "winkel garage bakkerij slagerij kapsalon vereniging club voetbalclub cafe restaurant hotel supermarkt firma "
    "makelaardij advocatenkantoor kantoor ziekenhuis verpleeghuis verzorgingshuis zorgcentrum huisartsenpraktijk "
    "tandartspraktijk praktijk kliniek kerk moskee tempel gemeente provincie stad dorp wijk buurt bank fonds museum "
    "theater "
    "bibliotheek sporthal zwembad park plein straat laan station halte hospice opvang inloophuis woongroep woonvorm "
    "corporatie woningcorporatie verzekeraar zorgverzekeraar energieleverancier leverancier incassobureau "
    "gerechtsdeurwaarders "
    "bureau bedrijf organisatie instelling merk model type taal land kinderdagverblijf kdv opvanglocatie azc locatie "
    "huize huis centrum gebouw flat bv uitzendbureau app systeem programma project regeling wet kledingwinkel "
    "fietsenwinkel "
    "webshop platform krant tijdschrift boek film serie lied zaal kringloopwinkel kringloop sint st prinses prins "
    "koning koningin "
    "wooncomplex complex zorgaanbieder aanbieder team afdeling loket spreekuur restaurant snackbar notariskantoor "
    "deurwaarderskantoor incasso rechtbank postbus webwinkel camping vakantiepark hogeschool universiteit mbo hbo roc "
    "academie internaat instituut kamer provider zorginstelling".split()
)
ENDS_OF_INSTITUTIONS: Final = frozenset(
    "college school lyceum gymnasium ziekenhuis kerk moskee stichting foundation fonds bv b.v nv groep zorg wonen "
    "apotheek kliniek academie instituut museum theater park plein straat laan weg gracht kade huis centrum hof "
    "bank energie mobiel fietsen kringloop markt winkel supermarkt gasthuis ggz wet team toets bad hal dag festival "
    "college "
    "praktijkonderwijs advocaten gerechtsdeurwaarders incasso bewind bewindvoering verzekeringen makelaars notarissen "
    "woningen vastgoed beheer opleidingen partners isk vmbo mbo flat complex residence court playground stadion "
    "boulevard square tower pas kaart methode model test schaal syndroom".split()
)
