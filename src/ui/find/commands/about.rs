//! What the palette can do with the engagement in the panel.

use super::{About, Command, Deed, Row, command};
use crate::domain::{EngagementId, Stage, Status};
use crate::papers::Kind as Paper;
use crate::text::label::Choice;
use crate::text::text;
use crate::ui::app::App;
use crate::ui::kit::{lang, say};

/// What can be done with an engagement.
pub fn of_engagement(app: App, id: EngagementId) -> Vec<Command> {
    let Some(engagement) = app.peek(id) else {
        return Vec::new();
    };
    let mut rows: Vec<Row> = Vec::new();
    let about = |about| Deed::About(id, about);
    let duplicate: Row = ("duplicate", "copy", text("複製", "Duplicate"), "ふくせい コピー copy", Deed::Duplicate(id));
    let make: Row = (
        "make-from-this",
        "copy",
        text("内容を選んで複製…", "Duplicate with a choice…"),
        "ふくせい コピー copy ひながた",
        about(About::MakeFrom),
    );
    let remove: Row = ("remove", "trash", text("削除…", "Delete…"), "さくじょ delete", about(About::Remove));
    if engagement.status == Status::Template {
        return [make, remove].map(command).into();
    }
    if engagement.status.on_board() {
        rows.push(("move", "move", text("移動…", "Move…"), "いどう 段階 move", about(About::Move)));
    }
    if engagement.status == Status::Active {
        rows.push(("hold", "pause", text("保留…", "On hold…"), "ほりゅう hold", Deed::Status(id, Status::OnHold)));
    } else {
        rows.push(("resume", "flag", text("再開する", "Take up again"), "さいかい", Deed::Resume(id)));
    }
    if engagement.status.on_board() && engagement.stage >= Stage::Deliver {
        rows.push(("done", "check", text("完了…", "Done…"), "かんりょう", Deed::Status(id, Status::Done)));
    }
    if engagement.status.on_board() {
        rows.push((
            "cancel",
            "close",
            text("中止…", "Cancel the engagement…"),
            "ちゅうし",
            Deed::Status(id, Status::Cancelled),
        ));
    }
    if !engagement.candidates.is_empty() {
        rows.push(("compare", "compare", text("候補の比較…", "Compare candidates…"), "ひかく", about(About::Compare)));
    }
    rows.push(duplicate);
    rows.push(make);
    let csv = text("候補を CSV から読み込む…", "Import candidates from CSV…");
    rows.push(("csv-candidates", "table", csv, "よみこみ 会社 excel", about(About::Csv)));
    let template = text("ひな形として保存…", "Save as a template…");
    rows.push(("save-template", "archive", template, "ひながた", about(About::SaveTemplate)));
    rows.push(remove);
    let mut papers = vec![Paper::Request { budget: false }, Paper::Approval, Paper::Trial, Paper::Contract];
    if let Some(cycle) = engagement.cycle() {
        papers.extend([Paper::Acceptance, Paper::Report(cycle.id), Paper::Regular, Paper::Closing]);
    }
    let papers = papers.into_iter().map(|paper| Command {
        key: format!("paper-{}", paper.name().en.to_lowercase().replace(char::is_whitespace, "-")),
        icon: "file",
        name: lang().pick(format!("書類：{}", paper.name().ja), format!("Paper: {}", paper.name().en)),
        also: "しょるい 印刷 markdown",
        deed: Deed::Paper(id, paper),
    });
    let forward = engagement.stage.next().filter(|_| engagement.status.on_board()).map(|next| Command {
        key: "forward".to_owned(),
        icon: "chevron-right",
        name: lang().pick(format!("次の段階へ：{}", say(next.label())), format!("On to {}", say(next.label()))),
        also: "つぎ 進む next",
        deed: Deed::Forward(id),
    });
    forward.into_iter().chain(rows.into_iter().map(command)).chain(papers).collect()
}
