//! Words that do or do not belong to the names of people.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A set of words; looked up once or more for every capitalised token.
type Words = LazyLock<HashSet<&'static str>>;

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

/// Small words inside a name.
pub static PARTICLES: Words = LazyLock::new(|| {
    set("al bin bint da de del della den der di do dos du el ibn la le ould ter ul van von zu")
});

/// Words of courtesy, and ranks that are no office of an actor, before a name.
pub static HONORIFICS: Words = LazyLock::new(|| {
    set(
        "mr mr. mrs mrs. ms ms. dr dr. sir dame lord lady gen gen. lt lt. col col. maj maj. adm adm. \
     capt. prof. rev. sheikh sheik shaikh ayatollah sayyed madam madame miss comrade mullah \
     maulana hon. honorable honourable h.e. excellency majesty highness retired ret. marshal field",
    )
});

/// Words of courtesy for women.
pub static FEMALE: Words = LazyLock::new(|| set("mrs mrs. ms ms. madam madame lady dame miss"));

/// Words with which "General" names a company, a body or an event, and nobody of that rank.
pub static GENERAL: Words = LazyLock::new(|| {
    set(
        "administration assembly authority command conference council court department directorate \
     dynamics election elections electric headquarters hospital mills motors prosecutor secretariat \
     secretary staff strike synod treaty",
    )
});

/// Last words of names that are no person's.
pub static IMPERSONAL: Words = LazyLock::new(|| {
    set(
        "academy accord accords act affairs agency agreement airlines airport airways alliance armed army \
     assembly association authority avenue bank base bay bill board border bridge bureau campaign \
     center centre chamber charter church city coalition coast college command commission \
     committee communist company conference congress convention cooperation corp corp. corporation council \
     county court cup daily day declaration democrats department desk dialogue district east \
     economic embassy exchange fair federation fleet force forces forum foundation front fund \
     games government group guard hall heights herald hospital hotel house inc inc. initiative \
     institute institution international island islands journal kingdom labour league ltd ltd. \
     memorial ministry mission monument mosque mountain mountains movement museum news north \
     office olympics organisation organization pact palace park parliament party peninsula plan \
     plant plaza police policy post press process program programme project protocol province \
     radio region report republic republicans resolution resort restaurant review river road \
     roadmap sea security senate service services society south square standard state states \
     station strait street strip studies summit system talks television territories territory \
     times tower trade treaty tribunal tribune trust union university valley war west world zone",
    )
});

/// What ministers are for; behind "of" or "and" no name begins with it.
pub static PORTFOLIOS: Words = LazyLock::new(|| {
    set(
        "administration affairs agriculture arts aviation budget climate commerce communication \
     communications construction cooperation culture defence defense development economics economy \
     education emergencies employment energy environment equality family finance fisheries food \
     forestry health heritage housing immigration industry information infrastructure innovation \
     integration interior investment investments irrigation justice labor labour livestock mines \
     mining oil petroleum planning police policy ports reconstruction reform regions religion research \
     resources science shipping sport sports technology telecommunications tourism trade transport \
     transportation treasury veterans water welfare women works youth",
    )
});

/// Capitalised words that never belong to a person's name.
pub static NEVER: Words = LazyLock::new(|| {
    set(
        "today tonight tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday january february march april june \
     july august september october november december jan. feb. mar. apr. jun. jul. aug. sept. \
     sep. oct. nov. dec. i the a an in on at and but he she it they we you his her its their our \
     my this that these those christmas easter ramadan god islam muslim muslims christian \
     christians jewish jews arab arabs asian african european europeans western democrat \
     democratic republican parliament congress senate bible koran quran internet earth middle \
     north south east west africa asia europe antarctica kurdish kurds kurd sunni shiite shia \
     hindu buddhist catholic orthodox reuters xinhua ap afp tass interfax itar yonhap kyodo ria \
     novosti covid bloomberg caribbean mediterranean pacific atlantic balkan balkans baltic gulf \
     mideast arctic",
    )
});
