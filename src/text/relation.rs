//! The grammatical relations of Universal Dependencies that English uses, subtypes included.

/// What a word is to its head. Names and meanings: universaldependencies.org/en/dep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Clause that modifies a noun.
    Acl,
    /// Relative clause.
    AclRelcl,
    /// Clause that modifies a predicate.
    Advcl,
    /// Relative clause on a whole clause.
    AdvclRelcl,
    /// Adverb that modifies.
    Advmod,
    /// Adjective that modifies a noun.
    Amod,
    /// Apposition.
    Appos,
    /// Auxiliary.
    Aux,
    /// Auxiliary of the passive.
    AuxPass,
    /// Preposition or possessive mark.
    Case,
    /// Coordinating conjunction.
    Cc,
    /// First half of a paired conjunction ("both").
    CcPreconj,
    /// Clause as complement, with its own subject.
    Ccomp,
    /// Part of a compound.
    Compound,
    /// Particle of a phrasal verb.
    CompoundPrt,
    /// Later member of a coordination.
    Conj,
    /// Copula.
    Cop,
    /// Clause as subject.
    Csubj,
    /// Clause as subject of a clausal predicate.
    CsubjOuter,
    /// Clause as subject of a passive.
    CsubjPass,
    /// Whatever has no better name.
    Dep,
    /// Determiner.
    Det,
    /// Determiner before a determiner ("all").
    DetPredet,
    /// Interjection, emoticon.
    Discourse,
    /// Doubled element outside its clause.
    Dislocated,
    /// Expletive ("there", "it").
    Expl,
    /// Later part of a fixed expression.
    Fixed,
    /// Later part of a name or date.
    Flat,
    /// Part of a word that was torn apart.
    Goeswith,
    /// Indirect object.
    Iobj,
    /// Item of a list.
    List,
    /// Subordinator, "to" of the infinitive.
    Mark,
    /// Noun that modifies a noun.
    Nmod,
    /// Noun that describes a name ("President").
    NmodDesc,
    /// Possessor.
    NmodPoss,
    /// Noun without preposition that modifies a noun.
    NmodUnmarked,
    /// Subject.
    Nsubj,
    /// Subject of a clausal predicate.
    NsubjOuter,
    /// Subject of a passive.
    NsubjPass,
    /// Number that modifies a noun.
    Nummod,
    /// Direct object.
    Obj,
    /// Oblique nominal of a predicate.
    Obl,
    /// Agent of a passive ("by …").
    OblAgent,
    /// Oblique without preposition ("last week").
    OblUnmarked,
    /// Remnant of an ellipsis.
    Orphan,
    /// Clause beside a clause.
    Parataxis,
    /// Punctuation.
    Punct,
    /// What a speaker corrected.
    Reparandum,
    /// Head of the sentence.
    Root,
    /// Who is addressed.
    Vocative,
    /// Complement whose subject lies outside.
    Xcomp,
}

impl Relation {
    /// All of them, in the order of their names.
    pub const ALL: [Self; 51] = [
        Self::Acl,
        Self::AclRelcl,
        Self::Advcl,
        Self::AdvclRelcl,
        Self::Advmod,
        Self::Amod,
        Self::Appos,
        Self::Aux,
        Self::AuxPass,
        Self::Case,
        Self::Cc,
        Self::CcPreconj,
        Self::Ccomp,
        Self::Compound,
        Self::CompoundPrt,
        Self::Conj,
        Self::Cop,
        Self::Csubj,
        Self::CsubjOuter,
        Self::CsubjPass,
        Self::Dep,
        Self::Det,
        Self::DetPredet,
        Self::Discourse,
        Self::Dislocated,
        Self::Expl,
        Self::Fixed,
        Self::Flat,
        Self::Goeswith,
        Self::Iobj,
        Self::List,
        Self::Mark,
        Self::Nmod,
        Self::NmodDesc,
        Self::NmodPoss,
        Self::NmodUnmarked,
        Self::Nsubj,
        Self::NsubjOuter,
        Self::NsubjPass,
        Self::Nummod,
        Self::Obj,
        Self::Obl,
        Self::OblAgent,
        Self::OblUnmarked,
        Self::Orphan,
        Self::Parataxis,
        Self::Punct,
        Self::Reparandum,
        Self::Root,
        Self::Vocative,
        Self::Xcomp,
    ];

    /// The name in treebanks, for example `nsubj:pass`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Acl => "acl",
            Self::AclRelcl => "acl:relcl",
            Self::Advcl => "advcl",
            Self::AdvclRelcl => "advcl:relcl",
            Self::Advmod => "advmod",
            Self::Amod => "amod",
            Self::Appos => "appos",
            Self::Aux => "aux",
            Self::AuxPass => "aux:pass",
            Self::Case => "case",
            Self::Cc => "cc",
            Self::CcPreconj => "cc:preconj",
            Self::Ccomp => "ccomp",
            Self::Compound => "compound",
            Self::CompoundPrt => "compound:prt",
            Self::Conj => "conj",
            Self::Cop => "cop",
            Self::Csubj => "csubj",
            Self::CsubjOuter => "csubj:outer",
            Self::CsubjPass => "csubj:pass",
            Self::Dep => "dep",
            Self::Det => "det",
            Self::DetPredet => "det:predet",
            Self::Discourse => "discourse",
            Self::Dislocated => "dislocated",
            Self::Expl => "expl",
            Self::Fixed => "fixed",
            Self::Flat => "flat",
            Self::Goeswith => "goeswith",
            Self::Iobj => "iobj",
            Self::List => "list",
            Self::Mark => "mark",
            Self::Nmod => "nmod",
            Self::NmodDesc => "nmod:desc",
            Self::NmodPoss => "nmod:poss",
            Self::NmodUnmarked => "nmod:unmarked",
            Self::Nsubj => "nsubj",
            Self::NsubjOuter => "nsubj:outer",
            Self::NsubjPass => "nsubj:pass",
            Self::Nummod => "nummod",
            Self::Obj => "obj",
            Self::Obl => "obl",
            Self::OblAgent => "obl:agent",
            Self::OblUnmarked => "obl:unmarked",
            Self::Orphan => "orphan",
            Self::Parataxis => "parataxis",
            Self::Punct => "punct",
            Self::Reparandum => "reparandum",
            Self::Root => "root",
            Self::Vocative => "vocative",
            Self::Xcomp => "xcomp",
        }
    }

    /// The relation of this name; an unknown subtype falls back to its relation.
    pub fn of_name(name: &str) -> Option<Self> {
        let find = |name: &str| {
            Self::ALL
                .into_iter()
                .find(|relation| relation.name() == name)
        };
        find(name).or_else(|| name.split_once(':').and_then(|(base, _)| find(base)))
    }

    /// The name without its subtype, for example `nsubj`.
    pub fn base_name(self) -> &'static str {
        let name = self.name();
        name.split_once(':').map_or(name, |(base, _)| base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for relation in Relation::ALL {
            assert_eq!(Relation::of_name(relation.name()), Some(relation));
        }
    }

    #[test]
    fn unknown_subtypes_fall_back() {
        assert_eq!(Relation::of_name("obl:tmod"), Some(Relation::Obl));
        assert_eq!(Relation::of_name("subject"), None);
        assert_eq!(Relation::NsubjPass.base_name(), "nsubj");
    }
}
