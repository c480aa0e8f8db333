namespace NetDsl.Compiler.Parsing;

/// <summary>The marks that Unicode joins with letters in front of them.</summary>
internal static class AccentMarks
{
    // canonical compositions of The Unicode Standard 14, of all letters of its first 65,536 characters
    public static readonly IReadOnlyDictionary<char, AccentMark> All = new Dictionary<char, AccentMark>
    {
        ['\u0300'] = new(230, "AÀEÈIÌNǸOÒUÙWẀYỲaàeèiìnǹoòuùwẁyỳÂẦÊỀÔỒÜǛâầêềôồüǜĂẰăằĒḔēḕŌṐōṑƠỜơờƯỪưừΑᾺΕῈΗῊΙῚΟῸΥῪ"
            + "ΩῺαὰεὲηὴιὶοὸυὺωὼϊῒϋῢЕЀИЍеѐиѝἀἂἁἃἈἊἉἋἐἒἑἓἘἚἙἛἠἢἡἣἨἪἩἫἰἲἱἳἸἺἹἻὀὂὁὃὈὊὉὋὐὒὑὓὙὛὠὢὡὣὨὪ"
            + "ὩὫ"),
        ['\u0301'] = new(230, "AÁCĆEÉGǴIÍKḰLĹMḾNŃOÓPṔRŔSŚUÚWẂYÝZŹaácćeégǵiíkḱlĺmḿnńoópṕrŕsśuúwẃyýzźÂẤÅǺÆǼÇḈÊẾÏḮ"
            + "ÔỐÕṌØǾÜǗâấåǻæǽçḉêếïḯôốõṍøǿüǘĂẮăắĒḖēḗŌṒōṓŨṸũṹƠỚơớƯỨưứΑΆΕΈΗΉΙΊΟΌΥΎΩΏαάεέηήιίοόυύωώ"
            + "ϊΐϋΰϒϓГЃКЌгѓкќἀἄἁἅἈἌἉἍἐἔἑἕἘἜἙἝἠἤἡἥἨἬἩἭἰἴἱἵἸἼἹἽὀὄὁὅὈὌὉὍὐὔὑὕὙὝὠὤὡὥὨὬὩὭ"),
        ['\u0302'] = new(230, "AÂCĈEÊGĜHĤIÎJĴOÔSŜUÛWŴYŶZẐaâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷzẑẠẬạậẸỆẹệỌỘọộ"),
        ['\u0303'] = new(230, "AÃEẼIĨNÑOÕUŨVṼYỸaãeẽiĩnñoõuũvṽyỹÂẪÊỄÔỖâẫêễôỗĂẴăẵƠỠơỡƯỮưữ"),
        ['\u0304'] = new(230, "AĀEĒGḠIĪOŌUŪYȲaāeēgḡiīoōuūyȳÄǞÆǢÕȬÖȪÜǕäǟæǣõȭöȫüǖǪǬǫǭȦǠȧǡȮȰȯȱΑᾹΙῙΥῩαᾱιῑυῡИӢУӮиӣуӯ"
            + "ḶḸḷḹṚṜṛṝ"),
        ['\u0306'] = new(230, "AĂEĔGĞIĬOŎUŬaăeĕgğiĭoŏuŭȨḜȩḝΑᾸΙῘΥῨαᾰιῐυῠАӐЕӖЖӁИЙУЎаӑеӗжӂийуўẠẶạặ"),
        ['\u0307'] = new(230, "AȦBḂCĊDḊEĖFḞGĠHḢIİMṀNṄOȮPṖRṘSṠTṪWẆXẊYẎZŻaȧbḃcċdḋeėfḟgġhḣmṁnṅoȯpṗrṙsṡtṫwẇxẋyẏzżŚṤ"
            + "śṥŠṦšṧſẛṢṨṣṩ"),
        ['\u0308'] = new(230, "AÄEËHḦIÏOÖUÜWẄXẌYŸaäeëhḧiïoötẗuüwẅxẍyÿÕṎõṏŪṺūṻΙΪΥΫιϊυϋϒϔІЇАӒЕЁЖӜЗӞИӤОӦУӰЧӴЫӸЭӬаӓ"
            + "еёжӝзӟиӥоӧуӱчӵыӹэӭіїӘӚәӛӨӪөӫ"),
        ['\u0309'] = new(230, "AẢEẺIỈOỎUỦYỶaảeẻiỉoỏuủyỷÂẨÊỂÔỔâẩêểôổĂẲăẳƠỞơởƯỬưử"),
        ['\u030A'] = new(230, "AÅUŮaåuůwẘyẙ"),
        ['\u030B'] = new(230, "OŐUŰoőuűУӲуӳ"),
        ['\u030C'] = new(230, "AǍCČDĎEĚGǦHȞIǏKǨLĽNŇOǑRŘSŠTŤUǓZŽaǎcčdďeěgǧhȟiǐjǰkǩlľnňoǒrřsštťuǔzžÜǙüǚƷǮʒǯ"),
        ['\u030F'] = new(230, "AȀEȄIȈOȌRȐUȔaȁeȅiȉoȍrȑuȕѴѶѵѷ"),
        ['\u0311'] = new(230, "AȂEȆIȊOȎRȒUȖaȃeȇiȋoȏrȓuȗ"),
        ['\u0313'] = new(230, "ΑἈΕἘΗἨΙἸΟὈΩὨαἀεἐηἠιἰοὀρῤυὐωὠ"),
        ['\u0314'] = new(230, "ΑἉΕἙΗἩΙἹΟὉΡῬΥὙΩὩαἁεἑηἡιἱοὁρῥυὑωὡ"),
        ['\u031B'] = new(216, "OƠUƯoơuư"),
        ['\u0323'] = new(220, "AẠBḄDḌEẸHḤIỊKḲLḶMṂNṆOỌRṚSṢTṬUỤVṾWẈYỴZẒaạbḅdḍeẹhḥiịkḳlḷmṃnṇoọrṛsṣtṭuụvṿwẉyỵzẓƠỢơợ"
            + "ƯỰưự"),
        ['\u0324'] = new(220, "UṲuṳ"),
        ['\u0325'] = new(220, "AḀaḁ"),
        ['\u0326'] = new(220, "SȘTȚsștț"),
        ['\u0327'] = new(202, "CÇDḐEȨGĢHḨKĶLĻNŅRŖSŞTŢcçdḑeȩgģhḩkķlļnņrŗsştţ"),
        ['\u0328'] = new(202, "AĄEĘIĮOǪUŲaąeęiįoǫuų"),
        ['\u032D'] = new(220, "DḒEḘLḼNṊTṰUṶdḓeḙlḽnṋtṱuṷ"),
        ['\u032E'] = new(220, "HḪhḫ"),
        ['\u0330'] = new(220, "EḚIḬUṴeḛiḭuṵ"),
        ['\u0331'] = new(220, "BḆDḎKḴLḺNṈRṞTṮZẔbḇdḏhẖkḵlḻnṉrṟtṯzẕ"),
        ['\u0342'] = new(230, "αᾶηῆιῖυῦωῶϊῗϋῧἀἆἁἇἈἎἉἏἠἦἡἧἨἮἩἯἰἶἱἷἸἾἹἿὐὖὑὗὙὟὠὦὡὧὨὮὩὯ"),
        ['\u0345'] = new(240, "ΑᾼΗῌΩῼάᾴήῄαᾳηῃωῳώῴἀᾀἁᾁἂᾂἃᾃἄᾄἅᾅἆᾆἇᾇἈᾈἉᾉἊᾊἋᾋἌᾌἍᾍἎᾎἏᾏἠᾐἡᾑἢᾒἣᾓἤᾔἥᾕἦᾖἧᾗἨᾘἩᾙἪᾚἫᾛἬᾜἭᾝἮᾞ"
            + "ἯᾟὠᾠὡᾡὢᾢὣᾣὤᾤὥᾥὦᾦὧᾧὨᾨὩᾩὪᾪὫᾫὬᾬὭᾭὮᾮὯᾯὰᾲὴῂὼῲᾶᾷῆῇῶῷ"),
        ['\u0653'] = new(230, "اآ"),
        ['\u0654'] = new(230, "اأوؤيئہۂےۓەۀ"),
        ['\u0655'] = new(220, "اإ"),
        ['\u093C'] = new(7, "नऩरऱळऴ"),
        ['\u09BE'] = new(0, "\u09C7\u09CB"),
        ['\u09D7'] = new(0, "\u09C7\u09CC"),
        ['\u0B3E'] = new(0, "\u0B47\u0B4B"),
        ['\u0B56'] = new(0, "\u0B47\u0B48"),
        ['\u0B57'] = new(0, "\u0B47\u0B4C"),
        ['\u0BBE'] = new(0, "\u0BC6\u0BCA\u0BC7\u0BCB"),
        ['\u0BD7'] = new(0, "ஒஔ\u0BC6\u0BCC"),
        ['\u0C56'] = new(91, "\u0C46\u0C48"),
        ['\u0CC2'] = new(0, "\u0CC6\u0CCA"),
        ['\u0CD5'] = new(0, "\u0CBF\u0CC0\u0CC6\u0CC7\u0CCA\u0CCB"),
        ['\u0CD6'] = new(0, "\u0CC6\u0CC8"),
        ['\u0D3E'] = new(0, "\u0D46\u0D4A\u0D47\u0D4B"),
        ['\u0D57'] = new(0, "\u0D46\u0D4C"),
        ['\u0DCA'] = new(9, "\u0DD9\u0DDA\u0DDC\u0DDD"),
        ['\u0DCF'] = new(0, "\u0DD9\u0DDC"),
        ['\u0DDF'] = new(0, "\u0DD9\u0DDE"),
        ['\u102E'] = new(0, "ဥဦ"),
        ['\u1B35'] = new(0, "ᬅᬆᬇᬈᬉᬊᬋᬌᬍᬎᬑᬒ\u1B3A\u1B3B\u1B3C\u1B3D\u1B3E\u1B40\u1B3F\u1B41\u1B42\u1B43"),
        ['\u3099'] = new(8, "うゔかがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどはばひびふぶへべほぼゝゞウヴカガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビ"
            + "フブヘベホボワヷヰヸヱヹヲヺヽヾ"),
        ['\u309A'] = new(8, "はぱひぴふぷへぺほぽハパヒピフプヘペホポ"),
    };
}

/// <param name="Class">Marks of different classes do not meet, and may be typed in any order; 0 for those that only follow
/// their letter at once.</param>
/// <param name="Pairs">Each letter that it is joined with, in front of what becomes of it.</param>
internal sealed record AccentMark(int Class, string Pairs);
