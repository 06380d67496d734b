//! Work on several threads, results in the order of the inputs.

use std::io;
use std::thread;

use crossbeam_channel::bounded;

/// Inputs ahead of the printing, for each worker: enough that none waits for a slow neighbour, few
/// enough that memory holds them however large each may be.
const AHEAD_PER_WORKER: usize = 4;

/// Takes inputs until there is none, works on them with `workers` threads, and hands the results on
/// in order. Ends early when `give` fails. Memory: the inputs and results of [`AHEAD_PER_WORKER`]
/// items for each worker.
pub fn map<I: Send, O: Send>(
    workers: usize,
    mut take: impl FnMut() -> Option<I> + Send,
    work: impl Fn(I) -> O + Sync,
    mut give: impl FnMut(O) -> io::Result<()>,
) -> io::Result<()> {
    let ahead = workers.max(1) * AHEAD_PER_WORKER;
    let (jobs_in, jobs) = bounded::<(I, crossbeam_channel::Sender<O>)>(ahead);
    let (results_in, results) = bounded(ahead);
    thread::scope(|scope| {
        for _ in 0..workers.max(1) {
            let (jobs, work) = (jobs.clone(), &work);
            scope.spawn(move || {
                for (input, result) in jobs {
                    // Nobody waits for it any more once the printing has failed.
                    let _ = result.send(work(input));
                }
            });
        }
        drop(jobs);
        scope.spawn(move || {
            while let Some(input) = take() {
                let (result_in, result) = bounded(1);
                if results_in.send(result).is_err() || jobs_in.send((input, result_in)).is_err() {
                    break;
                }
            }
        });
        // Owned here, so that a failure drops it and the others end.
        results.into_iter().flatten().try_for_each(&mut give)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_whatever_each_takes() {
        let mut inputs = 0..200_u64;
        let mut seen = Vec::new();
        let slow_first = |n: u64| {
            thread::sleep(std::time::Duration::from_micros(if n.is_multiple_of(7) {
                900
            } else {
                10
            }));
            n * 2
        };
        let ended = map(
            3,
            || inputs.next(),
            slow_first,
            |n| {
                seen.push(n);
                Ok(())
            },
        );
        assert!(ended.is_ok());
        assert_eq!(seen, (0..200).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn a_failed_printing_ends_an_endless_input() {
        let mut inputs = 0_u64..;
        let mut given = 0;
        let ended = map(
            2,
            || inputs.next(),
            |n| n,
            |_| {
                given += 1;
                if given == 5 {
                    Err(io::ErrorKind::BrokenPipe.into())
                } else {
                    Ok(())
                }
            },
        );
        assert_eq!(
            ended.map_err(|error| error.kind()),
            Err(io::ErrorKind::BrokenPipe)
        );
    }
}
