"""Correct Indonesian words that Snowball stems well enough, so that they needn't be roots of the lexicon.

They are never taken for typos, bare or affixed, even where no text of the site has them ("pungli" isn't "fungsi"). Collected
by hand: people's words about offices, work, money, family, things and places, and the short forms that everybody writes.
"""

_WORDS = """
adik aduh ajal akikah akrab akuarium alas alergi aliran almari alpukat amal ampas ampuh angsa antik apotik arisan arloji
arus asap asli asrama astaga atap atlas atm aula babat babi badai badut bagasi bahaya bakmi bakso bakul balai balap
balok balon bambu bandara bandeng bando bangku bansos bantal bapak barat baris basah basi basmi batang batok batuk bau
bawang bawel baya bayam bayang bayi bebek becak bedak bejana belalang belut bemo bencana bendera bengal bening bensin
beringin berisik berontak besan besi besok betah betina betis betul biduk bihun bikin bilang bilik bimbang binatang
bingung bintang birokrasi birokrat biru bis bisik bising bisu bohlam bola bolos bolpoin bom boneka boros bosan bot botol
bpjs bpkb brosur buang budak bujang bukit bundar bupati burung bus busa busuk butir cacat cacing cagar cakep calo camat
camilan canda candi cangkir cangkul capek celaka celana celengan cerai cerdas ceret cerewet cerutu cicak cicil cincin
cinta cium cobek cokelat coklat copet coreng corong cpns cucu cuka cukai cukur culik curang curhat curi dadak dadar
dahan dahi dansa dapil dasawisma dasi daster dekan delman demam demo dendam deposito desak detik dewi dingin dinkop
dokter dolar domba dongeng dosa drama dropship dukcapil dukun durhaka durian ecer ekor elang ember embun emosi empuk
enak encer endap engsel es fajar falsafah famili farmasi fatwa favorit ferry fiksi film fitnah fitrah foto freezer
frozen gabah gabus gading gadis gaduh gagah gagang gagap galak gali galon gamis gamping gandum gang ganjil garam garasi
garis garpu garuda gas gawat gelang gelap gelas geli gelisah gempa gemuk gendut genit genteng geprek gerabah gerbang
gerobak gigi gitar gojek goreng gosok gosong gotong gratifikasi grosir gua gubuk gulai gundul gunung gurih gurita gus
guyub hadang hafal haji halte hama hampa handuk hangat hansip hantu hasut haus hawa hebat hela helm hening heran hewan
hibur hijab hiruk hoaks hobi homestay honda hukuman ijab ijuk imam iman imsak imunisasi imut indekos infak inflasi
ingkar insaf insan inspektorat intai intip ipar iqra iri irigasi iris istana istirahat itik jadul jagung jahat jahe
jaket jaksa jamban jambu jamur janda jangkrik jantan jantung jarang jarik jarum jas jatah jati jelantah jelek jembatan
jengkel jenuh jepit jepret jeruk jilbab jilid jimat jin jinak jins jodoh joget jompo jorok judi judul jumpa juragan
jurang jurnal juru kabel kabur kaca kacamata kacang kado kafe kaget kagum kain kakak kaki kaku kakus kaleng kalung
kambing kandas kandung kangen kangkung kanker kanopi kaos kapas kapten kapuk karaoke karat karburator karet karpet
karung kasar kasta kasur kates kaus kecoa kecut kedai kejam kelabu kelereng kelom kelor kemah kemarau kemarin kembar
kemoceng kemplang kencang kendang kendi kental kentang kepiting kepo keponakan keran keranjang keris keriting kernet
keruh ketiak ketoprak ketupat khatam khawatir khitan khotbah kios kiper kitab kloset kluster kocok kodok kolak kolor
komandan komplain komplen komplit kompor konde konten kontrakan koper kopling korban korek korupsi kos kosmetik kostum
kotor kpr kresek kripik kritis kua kuali kubis kubur kucing kuda kuku kukus kulak kulkas kumis kunyah kunyit kuping kupu
kura kurir kurma kursi kusut kutu kwetiau labu laci lacur ladang lagu laki lalai lalap lalim lambat lampau lancung
langit langka lansia lantai lapak laptop larut las lawak lazim lebah lebaran lebat lebay lecet legenda legit leher lelah
lele leluhur lem lemah lemak lemari lembap lembut lempar lempeng lempung lengan lereng lesehan lesu letih lezat liar
licik licin lidah likuid lilin lima limau limun linggis lintah loak lobi loka lokal loker loket loncat lonceng londri
longsor lontong losmen loteng loyang luber lucu ludes luka lukis lumayan lumbung lumpia lumpuh lumpur lurah lurus lusin
lusuh lutut maag mabuk macan macet mafia mahkota mainan majalah makelar maki makmum maling mandi mandor mangga manggis
mangkok mangkuk mantan mantap mantu manusia marah mari marmer martabak masjid maskapai masker matahari mayat medok
melarat memar menantu mendung mengkudu menit mentah mercon meriah merpati mertua mi mie modis mogok molor monyet motif
mubazir mudik muka mulas mulut munafik mundur musang museum mushola musik musnah musuh mutasi nakal nangka nasib nata
nazar negosiasi nekat nelayan nenek netral ngaji ngopi nikah nisan nona notaris novel nugget nyamuk nyawa nyeri obor
obral obras obrol ojek oknum oksigen olahraga oleh olok ombak omong ompong ompreng onde ondel ongkos opak operan oplos
opor orok otak otot oven padi pagar pagi paha pahat pahlawan paman pameran pandemi pantai pantat parabola parah parcel
pare parfum pariwisata partai paru parut pasal pasien paskah pasta pasutri patah patung paud paus payah payung pbb
pedagang pedih pegal pejabat pekarangan pelan pelat pelawak pelor pelosok pemuda pendek pendeta pengacara pengantin
pengki penyu pepes peraut perawan perawat perban perih peristiwa perkutut permak permisi pernis pertamax perut pesantren
pesawat petai petang petani petasan petir petis petugas piala piara picik pidato pijit pilek pilkada pilu pinang pindang
pinggan pinggang pinggir pingsan pinjol pipa pipi pisang pisau piston pkh pkk plastik plat pln polusi pondok ponsel
popok poros portal posyandu pot potas pppk pramuka pramusaji preman presto pria prihatin printer psikotes puasa pudar
puding pulau pulsa pungli punya pupuk pura purba puskesmas putra putri puyuh rabun racun ragam ragi rahasia raja rajut
rakit rakus ramadan ramai rambutan ramen rampas rampok ranjang ransel rantai rantang ranting rapor rapuh ras rasul rata
rawan rawon raya rayu rebus receh reda rekan rekrut rel rela remaja rematik rempeyek rendam rendang renovasi renta
rentan rentenir reparasi repot republik resah reseller resepsi resi retak retribusi revolusi rezeki riang ribut rica
rindu risol robek roda roket rokok romantis rombeng rombong rongsok rontok rosok rotan royalti rt rujak rumput runding
runtuh rusun rw sabit sabtu sabun sagu sahur sakit saku salak salat saldo salep salju salon saluran sampan samsat
samudra sandi sang sanggul santai santan sapaan sarang sarapan sarden sarung satai sate satpam satpol sawah sawi sawit
sawo sedap sedih sedot segan sejuk sel selang selasa selendang sempit senam senapan sendok senin senja senjata sepele
sepi sepuluh serabi seram serambi serangga serbet serdadu serius serta seruling sesak sesat setir setop setrum siang
siaran siasat sibuk sihir sikat siku silau silet sim simpati singa singkong sinyal siomay siput sirih sirop sirup
siskamling siul skck slip sobat sobek soda sogok sohor sol somai sombong songket sopir sore soto spanduk spion stiker
stnk subuh sudut suhu sukarela sukun sulap sultan sumpit sumur sunat sungai sungkan supermarket supir suram surga surya
suster sutera swalayan syahbandar syuting tabib tabrak tabu tagihan tahlil taksi tali tambak tampan tampar tanding
tanjakan tanjung tante tape taplak taring tatap tato taubat taut tebak tebal tebing tegal tegang tegas telaga telat
teledor telinga teluk tembaga tembakau tembok tempayan tempoyak tenang tenda tendon tengkuk tengkulak tenteram teplok
terik teripang terlantar terompet terong terpal tetangga tetes tewas thr tikus tilang timah timbangan timun timur tindik
tinja tinju tipis toilet toke tomat tomboi tombol tong tongkat topeng topi toples tua tuak tuan tubuh tuduh tugu tukang
tulang tuli tumis tumpah tumpeng tuna tunangan tunjangan turis tuyul udara ular ulat ulek ulet umat umbi umpama umpat
umrah umroh undian upil urap urat usir usus utuh uzur vanili viral virus visa vitamin voli vonis wabah wajan walet wangi
waras waria wartawan wartel wasiat wasit waspada watak wayang wedang wesel wibawa widuri wifi wirid yatim yayasan yoga
yudisium zebra ziarah
"""
KNOWN_WORDS = frozenset(_WORDS.split())
