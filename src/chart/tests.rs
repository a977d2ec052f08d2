use super::*;
use proptest::prelude::*;

#[test]
fn ticks_are_round_and_reach_around_what_is_shown() {
    assert_eq!(ticks(0, 460_000, 5), [0, 100_000, 200_000, 300_000, 400_000, 500_000]);
    assert_eq!(ticks(0, 35, 8), [0, 5, 10, 15, 20, 25, 30, 35]);
    assert_eq!(ticks(330_000, 460_000, 6), [300_000, 350_000, 400_000, 450_000, 500_000]);
    assert_eq!(ticks(0, 0, 5), [0, 1]);
    assert_eq!(ticks(0, 7, 5), [0, 2, 4, 6, 8]);
}

#[test]
fn a_scale_turns_upwards_where_its_pixels_do() {
    let up = Scale { low: 0, high: 100, from: 200.0, to: 0.0 };
    assert_eq!((up.at(0), up.at(25), up.at(100)), (200.0, 150.0, 0.0));
    let point = Scale { low: 5, high: 5, from: 0.0, to: 10.0 };
    assert_eq!(point.at(5), 0.0);
}

#[test]
fn a_long_name_is_cut_to_its_room() {
    assert_eq!(text_width("みなも秘書", 12.0), 60.0);
    assert_eq!(fit("みなも秘書", 60.0, 12.0), "みなも秘書");
    assert_eq!(fit("みなも秘書オンライン", 60.0, 12.0), "みなも秘…");
    assert_eq!(fit("みなも", 5.0, 12.0), "…");
}

#[test]
fn labels_at_the_end_of_lines_are_moved_apart_in_their_order() {
    assert_eq!(spread(&[100.0, 50.0], 16.0, 0.0, 200.0), [100.0, 50.0]);
    assert_eq!(spread(&[100.0, 100.0, 100.0], 16.0, 0.0, 200.0), [84.0, 100.0, 116.0]);
    assert_eq!(spread(&[199.0, 200.0], 16.0, 0.0, 200.0), [184.0, 200.0]);
    assert_eq!(spread(&[2.0, 1.0], 16.0, 0.0, 200.0), [16.0, 0.0]);
    assert_eq!(spread(&[], 16.0, 0.0, 200.0), Vec::<f64>::new());
}

#[test]
fn a_label_that_has_no_room_is_shortened_and_then_left_out() {
    let bounds = Rect { x: 0.0, y: 0.0, w: 200.0, h: 40.0 };
    let wish = Wish { x: 100.0, y: 20.0, texts: vec!["とても長い名前のラベル".to_owned(), "A".to_owned()] };
    let placed = place(std::slice::from_ref(&wish), &[], &[], bounds, 12.0);
    assert_eq!(placed[0].as_ref().map(|label| label.text.as_str()), Some("A"));
    assert_eq!(place(&[wish], &[bounds], &[], bounds, 12.0), [None]);
}

#[test]
fn a_label_keeps_off_the_lines_where_it_can() {
    let bounds = Rect { x: 0.0, y: 0.0, w: 400.0, h: 400.0 };
    let wish = Wish { x: 200.0, y: 200.0, texts: vec!["A".to_owned()] };
    let line: Vec<_> = (0..100).map(|n| (200.0 + f64::from(n) * 2.0, 200.0)).collect();
    let label = place(&[wish], &[], &line, bounds, 12.0)[0].clone().unwrap();
    assert!(label.room.x + label.room.w < 200.0, "{:?}", label.room);
}

fn lines(count: i64, end: i64) -> Lines {
    let line = |n: i64| Line {
        letter: char::from(b'A' + u8::try_from(n).unwrap()).to_string(),
        name: "株式会社とても長い名前のオンライン秘書サービス".to_owned(),
        points: vec![(0, 100_000 + n * 1_000), (end, 400_000 + n * 2_000)],
    };
    Lines {
        end,
        lines: (0..count).map(line).collect(),
        upright: Some((end / 2, "想定 20時間".to_owned())),
        band: Some((end / 4, end)),
        level: Some((330_000, "予算".to_owned())),
        points: vec![
            (end / 2, 250_000, vec!["月21時間40分で入れ替わり".to_owned(), "①".to_owned()]),
            (end / 2 + 10, 251_000, vec!["月23時間で入れ替わり".to_owned(), "②".to_owned()]),
        ],
    }
}

fn inside(drawing: &LinesDrawing, label: &Label) -> bool {
    Rect { x: 0.0, y: 0.0, w: drawing.width, h: drawing.height }.holds(&label.room)
}

#[test]
fn twelve_lines_have_twelve_names_that_do_not_meet() {
    for width in [340.0, 700.0, 1_100.0] {
        let drawing = draw_lines(&lines(12, 2_100), width, |minutes| (minutes / 60).to_string(), |yen| yen.to_string());
        let mut heights: Vec<f64> = drawing.strokes.iter().map(|stroke| stroke.at.1).collect();
        heights.sort_by(f64::total_cmp);
        assert_eq!(heights.len(), 12);
        assert!(heights.windows(2).all(|pair| pair[1] - pair[0] > 16.9), "{heights:?}");
        assert!(heights[0] > 0.0 && heights[11] < drawing.height);
        for stroke in &drawing.strokes {
            assert!(stroke.at.0 + text_width(&stroke.name, LABEL) <= width, "{} at {:?}", stroke.name, stroke.at);
        }
        let labels: Vec<&Label> = drawing.points.iter().filter_map(|point| point.1.as_ref()).collect();
        assert_eq!(labels.len(), 2, "{width}");
        assert!(!labels[0].room.meets(&labels[1].room));
        assert!(labels.iter().all(|label| inside(&drawing, label)));
        assert!(inside(&drawing, &drawing.upright.as_ref().unwrap().1));
    }
}

#[test]
fn no_line_at_all_still_has_axes() {
    let empty = Lines { end: 600, ..Lines::default() };
    let drawing = draw_lines(&empty, 600.0, |minutes| (minutes / 60).to_string(), |yen| yen.to_string());
    assert_eq!((drawing.strokes.len(), drawing.points.len()), (0, 0));
    assert_eq!(drawing.across.first().map(|tick| tick.text.as_str()), Some("0"));
    assert_eq!(drawing.across.last().map(|tick| tick.text.as_str()), Some("10"));
}

#[test]
fn a_path_is_written_to_a_tenth_of_a_pixel() {
    assert_eq!(path(&[(0.0, 1.26), (10.0, 2.0)]), "M0.0 1.3L10.0 2.0");
    assert_eq!(path(&[]), "");
}

#[test]
fn one_dot_alone_stands_inside() {
    let one = Dots {
        dots: vec![Dot { letter: "A".to_owned(), name: "みなも".to_owned(), x: 330_000, y: 380 }],
        upright: None,
    };
    let drawing = draw_dots(&one, 500.0, |yen| yen.to_string());
    let ((x, y), label) = &drawing.dots[0];
    assert!(*x > drawing.plot.x && *x < drawing.plot.x + drawing.plot.w);
    assert!(*y > drawing.plot.y && *y < drawing.plot.y + drawing.plot.h);
    assert_eq!(label.as_ref().map(|label| label.text.as_str()), Some("A みなも"));
    assert_eq!(draw_dots(&Dots::default(), 500.0, |yen| yen.to_string()).dots, []);
}

proptest! {
    #[test]
    fn names_of_dots_never_meet_each_other_or_a_dot(
        dots in proptest::collection::vec((100_000..=900_000i64, 100..=500i64, "[あ-ん]{1,30}"), 0..=12),
        width in 300.0..1_200.0f64,
    ) {
        let dots = dots.into_iter().zip('A'..='Z').map(|((x, y, name), letter)| Dot { letter: letter.to_string(), name, x, y });
        let drawing = draw_dots(&Dots { dots: dots.collect(), upright: Some((500_000, "予算".to_owned())) }, width, |yen| yen.to_string());
        let labels: Vec<&Label> = drawing.dots.iter().filter_map(|dot| dot.1.as_ref()).collect();
        for (index, label) in labels.iter().enumerate() {
            prop_assert!(drawing.plot.holds(&label.room));
            prop_assert!(labels[..index].iter().all(|other| !other.room.meets(&label.room)));
            let on_a_dot = drawing.dots.iter().any(|((x, y), _)| {
                label.room.meets(&Rect { x: x - 5.0, y: y - 5.0, w: 10.0, h: 10.0 })
            });
            prop_assert!(!on_a_dot);
        }
        let ticks: Vec<f64> = drawing.across.iter().map(|tick| tick.at).collect();
        prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn spread_heights_keep_their_distance(wanted in proptest::collection::vec(0.0..300.0f64, 0..12)) {
        let mut at = spread(&wanted, 17.0, 0.0, 300.0);
        at.sort_by(f64::total_cmp);
        prop_assert!(at.windows(2).all(|pair| pair[1] - pair[0] > 16.99));
        prop_assert!(at.iter().all(|height| (-0.01..=300.01).contains(height)));
    }
}
