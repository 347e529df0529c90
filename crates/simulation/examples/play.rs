use std::collections::BTreeMap;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let mode = args[1].as_str();
    let from: u64 = args[2].parse().unwrap();
    let n: u64 = args.get(3).map_or(1, |a| a.parse().unwrap());
    if mode == "replaycalm" {
        let (r, l) = simulation::replay_without_faults(from);
        for l in l {
            println!("{l}");
        }
        println!("{r}");
        return;
    }
    if mode == "replay" {
        let (report, lines) = simulation::replay(from);
        for l in lines {
            println!("{l}");
        }
        println!("{report}");
        return;
    }
    let started = std::time::Instant::now();
    let mut kinds: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    let mut tally = simulation::Tally::default();
    let mut slow = (0, 0);
    for seed in from..from + n {
        let t = std::time::Instant::now();
        let report = if mode == "calm" {
            simulation::run_without_faults(seed)
        } else {
            simulation::run(seed)
        };
        let us = t.elapsed().as_micros();
        if us > slow.0 {
            slow = (us, seed);
        }
        tally.add(&report.tally);
        if let Some(f) = &report.failure {
            let text = f.breach.to_string();
            let key: String = text.chars().filter(|c| !c.is_ascii_digit()).take(70).collect();
            let e = kinds.entry(key).or_default();
            e.push(seed);
            if e.len() <= 3 {
                println!("{report}");
            }
        }
    }
    let t = started.elapsed();
    println!("{n} seeds in {t:?}, {:.1}/s; slowest {slow:?}", n as f64 / t.as_secs_f64());
    println!("{tally:#?}");
    let failed: usize = kinds.values().map(|v| v.len()).sum();
    println!("FAILED {failed}");
    let mut k: Vec<_> = kinds.into_iter().collect();
    k.sort_by_key(|(_, v)| std::cmp::Reverse(v.len()));
    for (k, v) in k {
        println!("{:5}  {k}  {:?}", v.len(), &v[..v.len().min(8)]);
    }
}
