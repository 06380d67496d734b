//! **communique** reads the world's news wire and keeps the register of diplomatic commitments:
//! who promised what to whom, by when, under which condition, and in which words.
//!
//! This page is the map. The house has eight floors; imports point only downwards, and the test
//! `tests/architecture.rs` holds that. Read it from the ground up:
//!
//! | floor | module | what it is | must not know |
//! | --- | --- | --- | --- |
//! | 1 | [`text`] | spans, sentences, tokens and what a language has | news, countries, time, IO |
//! | 2 | [`world`], [`time`] | the actors of the world; temporal expressions as intervals | news, IO |
//! | 3 | [`news`] | an item as checked input, a document as an annotated item | what a meeting or a commitment is |
//! | 4 | [`judgement`], then [`meeting`], [`commitment`] | small learnt models over named features and over words in context; detection and extraction | wire forms, Kafka |
//! | 5 | [`report`], [`pipeline`] | the output's wire form; bytes → verdict; the gate | Kafka, clocks |
//! | 6 | [`flow`] | source → workers → sink, ordered settling, back-pressure, metrics | Kafka |
//! | 7 | [`kafka`] | client settings, source, transactional sink, dead letters | the meaning of items |
//! | 8 | [`config`], [`observe`], [`app`], [`cli`] | settings, logs, the HTTP port, subcommands, wiring | |
//!
//! What is learnt is made by [`train`] and measured by [`evaluate`]: they use floors 1 to 5, and nothing
//! uses them but the command line, save that both read what people annotated as [`evaluate::gold`] does.
//!
//! Floors 1 to 5 are pure: no async, no clock, no logging, no metrics, no files after start. Their
//! only failure is a value. Floors 6 to 8 count and log what they return.

pub mod app;
pub mod cli;
pub mod commitment;
pub mod config;
pub mod evaluate;
pub mod flow;
pub mod judgement;
pub mod kafka;
pub mod meeting;
pub mod news;
pub mod observe;
pub mod pipeline;
pub mod report;
pub mod text;
pub mod time;
pub mod train;
pub mod world;
