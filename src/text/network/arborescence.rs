//! The best tree under scores of single arcs (Chu and Liu, Edmonds), with exactly one root.
//!
//! Nearly always the best head of every word already makes a tree; only else are cycles contracted.
//! Cost: quadratic in the words of one sentence, which the caller bounds; cubic at worst.

/// Score of what may not be.
const NEVER: f32 = f32::NEG_INFINITY;

/// Memory for the search, reused from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct TreeSearch {
    heads: Vec<usize>,
    scores: Vec<f32>,
    marks: Vec<usize>,
}

impl TreeSearch {
    /// Heads of the `words` words, 0 for the root, else word + 1. `arcs` has one row of `stride`
    /// scores per word: first the root's, then every word's.
    pub fn best(&mut self, arcs: &[f32], stride: usize, words: usize) -> &[usize] {
        let nodes = words + 1;
        self.scores.clear();
        self.scores.resize(nodes * nodes, NEVER);
        for word in 0..words {
            let row = &mut self.scores[(word + 1) * nodes..][..nodes];
            row.copy_from_slice(&arcs[word * stride..][..nodes]);
            row[word + 1] = NEVER;
        }
        self.keep_one_root(nodes);
        self.heads.clear();
        self.heads.push(0);
        for node in 1..nodes {
            self.heads
                .push(best_head(&self.scores[node * nodes..][..nodes]));
        }
        if find_cycle(&self.heads, &mut self.marks).is_some() {
            self.heads = contract(&self.scores, nodes);
        }
        &self.heads[1..]
    }

    /// Lets only that word be the root which gains most by it.
    fn keep_one_root(&mut self, nodes: usize) {
        let mut root = 1;
        let mut gain_best = NEVER;
        for node in 1..nodes {
            let row = &self.scores[node * nodes..][..nodes];
            let other = row[1..].iter().copied().fold(NEVER, f32::max);
            let gain = row[0] - other;
            if gain > gain_best {
                (root, gain_best) = (node, gain);
            }
        }
        for node in 1..nodes {
            let row = &mut self.scores[node * nodes..][..nodes];
            if node == root {
                row[1..].fill(NEVER);
            } else {
                row[0] = NEVER;
            }
        }
    }
}

fn best_head(row: &[f32]) -> usize {
    let mut best = 0;
    let mut score_best = NEVER;
    for (head, &score) in row.iter().enumerate() {
        if score > score_best {
            (best, score_best) = (head, score);
        }
    }
    best
}

/// Some node on a cycle, when there is one. `marks` is working memory.
fn find_cycle(heads: &[usize], marks: &mut Vec<usize>) -> Option<usize> {
    marks.clear();
    marks.resize(heads.len(), 0);
    for start in 1..heads.len() {
        let mut node = start;
        while node != 0 && marks[node] == 0 {
            marks[node] = start;
            node = heads[node];
        }
        if node != 0 && marks[node] == start {
            return Some(node);
        }
    }
    None
}

/// One contraction. For every outer node: through which member it is best entered or left.
struct Contraction {
    /// Each member's head is the next member.
    cycle: Vec<usize>,
    /// The member under which the cycle lives on.
    node: usize,
    enter: Vec<usize>,
    leave: Vec<usize>,
}

/// Contracts cycles until the best heads make a tree, then opens them again in reverse order.
/// A contracted cycle lives on under one of its own nodes.
fn contract(scores: &[f32], nodes: usize) -> Vec<usize> {
    let mut scores = scores.to_vec();
    let mut alive = vec![true; nodes];
    let mut heads = vec![0; nodes];
    let mut marks = Vec::new();
    let mut contractions = Vec::new();
    for node in 1..nodes {
        heads[node] = best_head(&scores[node * nodes..][..nodes]);
    }
    while let Some(start) = find_cycle(&heads, &mut marks) {
        let contraction = contract_one(start, &heads, &mut scores, &mut alive, nodes);
        for &node in &contraction.cycle {
            if node != contraction.node {
                heads[node] = 0;
            }
        }
        for node in 1..nodes {
            let lost = contraction.cycle.contains(&heads[node]) || node == contraction.node;
            if alive[node] && lost {
                heads[node] = best_head(&scores[node * nodes..][..nodes]);
            }
        }
        contractions.push(contraction);
    }
    while let Some(contraction) = contractions.pop() {
        expand(&contraction, &mut heads);
    }
    heads
}

fn contract_one(
    start: usize,
    heads: &[usize],
    scores: &mut [f32],
    alive: &mut [bool],
    nodes: usize,
) -> Contraction {
    let mut cycle = vec![start];
    let mut node = heads[start];
    while node != start {
        cycle.push(node);
        node = heads[node];
    }
    let mut enter = vec![0; nodes];
    let mut leave = vec![0; nodes];
    let merged = start;
    let mut into = vec![NEVER; nodes];
    let mut out_of = vec![NEVER; nodes];
    for outer in 0..nodes {
        if !(alive[outer] || outer == 0) || cycle.contains(&outer) {
            continue;
        }
        for &member in &cycle {
            let gain = scores[member * nodes + outer] - scores[member * nodes + heads[member]];
            if gain > into[outer] {
                into[outer] = gain;
                enter[outer] = member;
            }
            let score = scores[outer * nodes + member];
            if outer != 0 && score > out_of[outer] {
                out_of[outer] = score;
                leave[outer] = member;
            }
        }
    }
    for &member in &cycle {
        alive[member] = member == merged;
        for other in 0..nodes {
            scores[other * nodes + member] = NEVER;
            scores[member * nodes + other] = NEVER;
        }
    }
    for outer in 0..nodes {
        scores[merged * nodes + outer] = into[outer];
        if outer != 0 {
            scores[outer * nodes + merged] = out_of[outer];
        }
    }
    scores[merged * nodes + merged] = NEVER;
    Contraction {
        cycle,
        node: merged,
        enter,
        leave,
    }
}

/// Opens one cycle: it is broken where the head chosen for the whole enters it.
fn expand(contraction: &Contraction, heads: &mut [usize]) {
    let outer = heads[contraction.node];
    let entry = contraction.enter[outer];
    let members = &contraction.cycle;
    for (node, head) in heads.iter_mut().enumerate().skip(1) {
        if *head == contraction.node && !members.contains(&node) {
            *head = contraction.leave[node];
        }
    }
    for (place, &member) in members.iter().enumerate() {
        heads[member] = members[(place + 1) % members.len()];
    }
    heads[entry] = outer;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All trees with one root, tried one by one.
    fn best_by_trying(arcs: &[f32], stride: usize, words: usize, roots: &[usize]) -> f32 {
        let mut best = NEVER;
        let mut heads = vec![0; words];
        let total = (words + 1).pow(words as u32);
        for mut code in 0..total {
            for head in &mut heads {
                *head = code % (words + 1);
                code /= words + 1;
            }
            if is_tree(&heads) && heads.iter().position(|&h| h == 0) == Some(roots[0]) {
                best = best.max(score(arcs, stride, &heads));
            }
        }
        best
    }

    fn is_tree(heads: &[usize]) -> bool {
        heads.iter().filter(|&&head| head == 0).count() == 1
            && (0..heads.len()).all(|word| {
                let (mut node, mut steps) = (word + 1, 0);
                while node != 0 && steps <= heads.len() {
                    node = heads[node - 1];
                    steps += 1;
                }
                node == 0
            })
    }

    fn score(arcs: &[f32], stride: usize, heads: &[usize]) -> f32 {
        heads
            .iter()
            .enumerate()
            .map(|(word, &head)| arcs[word * stride + head])
            .sum()
    }

    #[test]
    fn finds_the_best_tree_for_the_chosen_root() {
        let mut random = fastrand::Rng::with_seed(3);
        let mut search = TreeSearch::default();
        let mut cyclic = 0;
        for round in 0..400 {
            let words = 1 + round % 5;
            let stride = words + 3;
            let arcs: Vec<f32> = (0..words * stride).map(|_| random.f32() * 10.0).collect();
            let heads = search.best(&arcs, stride, words).to_vec();
            assert!(is_tree(&heads), "{heads:?}");
            let root = heads.iter().position(|&head| head == 0).unwrap();
            let best = best_by_trying(&arcs, stride, words, &[root]);
            assert!(
                (score(&arcs, stride, &heads) - best).abs() < 1e-3,
                "{heads:?}"
            );
            cyclic += usize::from(words > 2);
        }
        assert!(cyclic > 0);
    }

    #[test]
    fn large_cyclic_input_gives_a_tree() {
        let mut random = fastrand::Rng::with_seed(5);
        let words = 200;
        let arcs: Vec<f32> = (0..words * (words + 1)).map(|_| random.f32()).collect();
        assert!(is_tree(TreeSearch::default().best(&arcs, words + 1, words)));
    }
}
