//! What is said of synchronising: how things stand, what is in the way, and what to do about it.

use super::{Text, text};
use crate::sync::connection::Flaw;
use crate::sync::engine::{State, Trouble};
use crate::sync::probe::Obstacle;

/// How things stand, in a word or two.
pub fn state(state: State, overlaps: usize) -> Text {
    match state {
        State::Synced if overlaps > 0 => text("要確認", "To check"),
        State::Synced => text("同期済み", "Synced"),
        State::Syncing => text("同期中", "Syncing"),
        State::Offline => text("オフライン", "Offline"),
        State::Attention(_) => text("要確認", "To check"),
    }
}

/// What it means and what to do.
pub fn about(state: State, overlaps: usize) -> Text {
    match state {
        State::Synced if overlaps > 0 => text(
            "ほかの人と同じ欄を書き換えたところがあります。両方を残しています。印の付いた案件の「重なった変更」で選んでください。",
            "The same field was changed here and by someone else. Both versions are kept: choose under “Overlapping changes” of the marked engagements.",
        ),
        State::Synced => text("データベースと同じ内容です。", "The database holds what this board holds."),
        State::Syncing => {
            text("データベースと内容を合わせています。", "The board and the database are being brought together.")
        }
        State::Offline => text(
            "サーバーから答えがありません。変更はこの端末に保存していて、つながると自動で送ります。",
            "The server does not answer. Changes are saved on this device, and sent by themselves once there is a connection.",
        ),
        State::Attention(trouble) => of_trouble(trouble),
    }
}

fn of_trouble(trouble: Trouble) -> Text {
    match trouble {
        Trouble::Password => text(
            "パスワードを入力すると、同期を続けます。変更はこの端末に保存しています。",
            "Enter the password to go on synchronising. Changes are saved on this device.",
        ),
        Trouble::Login => obstacle(Obstacle::Login),
        Trouble::Forbidden => text(
            "このユーザーには許可がありません。データベースの管理者に、メンバーに加えるよう頼んでください。変更はこの端末に保存しています。",
            "This user has no permission. Ask the administrator to make the user a member of the database. Changes are saved on this device.",
        ),
        Trouble::NoDatabase => text(
            "データベースが見つからないか、依頼ボードの目印がなくなっています。名前を確かめ、もう一度つないでください。ボードはそのままです。",
            "The database is not there, or has lost the mark of this board. Check the name and connect again. The board is unchanged.",
        ),
        Trouble::OtherProduct => obstacle(Obstacle::OtherProduct),
        Trouble::Newer(schema) => obstacle(Obstacle::Newer(schema)),
        Trouble::Unreadable(_) => text(
            "データベースに、読めない内容の案件があります。どちらも書き換えていません。このページを新しくしてから、もう一度同期してください。",
            "The database holds an engagement that cannot be read. Neither side was changed. Update this page, then synchronise again.",
        ),
        Trouble::Refused(_) => text(
            "データベースが受け取らなかった変更かファイルがあります。この端末には保存しています。管理者に、書き込みの許可と大きさの上限を確かめてもらい、もう一度同期してください。",
            "The database did not take a change or a file. It is saved on this device. Have the administrator check the permission to write and the limit of size, then synchronise again.",
        ),
    }
}

/// What is in the way of a connection, and what to do about it.
pub fn obstacle(obstacle: Obstacle) -> Text {
    match obstacle {
        Obstacle::Unreachable => text(
            "サーバーに届きません。アドレスとネットワークを確かめてください。https の証明書がブラウザーに信頼されていることも必要です。",
            "The server cannot be reached. Check the address and the network. The browser also has to trust its https certificate.",
        ),
        Obstacle::Cors => text(
            "サーバーはありますが、このページからの通信を許していません。CouchDB の CORS を有効にし、origins にこのページのアドレス、headers に authorization と content-type を加えてください。",
            "The server is there, but does not let this page ask it. Enable CORS in CouchDB: this page's address among the origins, authorization and content-type among the headers.",
        ),
        Obstacle::NotCouch => text(
            "このアドレスにあるのは CouchDB ではありません。アドレスとポートを確かめてください。",
            "What answers at this address is no CouchDB. Check the address and the port.",
        ),
        Obstacle::Login => text(
            "ユーザー名かパスワードが違います。確かめて、もう一度入力してください。変更はこの端末に保存しています。",
            "The user name or the password is wrong. Check them and enter them again. Changes are saved on this device.",
        ),
        Obstacle::Forbidden => text(
            "このユーザーはデータベースを読めません。管理者に、データベースのメンバーに加えるよう頼んでください。",
            "This user may not read the database. Ask the administrator to make the user a member of it.",
        ),
        Obstacle::NoDatabase => text(
            "データベースがなく、このユーザーには作れません。管理者に作ってもらうか、名前を確かめてください。",
            "There is no such database, and this user may not make one. Have the administrator make it, or check the name.",
        ),
        Obstacle::OtherProduct => text(
            "このデータベースには、依頼ボードのほかの内容が入っています。何も書き込んでいません。空のデータベースを選んでください。",
            "This database holds something other than this board. Nothing was written to it. Choose an empty one.",
        ),
        Obstacle::Newer(_) => text(
            "このデータベースは、新しい版の依頼ボードが使っています。何も書き込んでいません。このページを新しくしてから、もう一度つないでください。",
            "A newer version of this board uses the database. Nothing was written to it. Update this page, then connect again.",
        ),
        Obstacle::ReadOnly => text(
            "このユーザーは読めますが、書き込めません。管理者に、書き込みの許可を頼んでください。",
            "This user may read but not write. Ask the administrator for permission to write.",
        ),
        Obstacle::NoRevisions => text(
            "サーバーが古い版からの書き込みを受け付けました。ほかの人の変更を消すおそれがあるため、つなぎません。間にある中継を外すか、CouchDB 3 を使ってください。",
            "The server took a write that was based on an old version. It could erase what others write, so it is not used. Remove what stands in between, or use CouchDB 3.",
        ),
        Obstacle::Failing(_) => text(
            "サーバーがエラーを返しました。しばらくしてから、もう一度お試しください。続くときは管理者に伝えてください。",
            "The server answered with an error. Try again in a while, and tell the administrator if it goes on.",
        ),
    }
}

/// What is wrong with what was entered.
pub fn flaw(flaw: Flaw) -> Text {
    match flaw {
        Flaw::Address => text(
            "サーバーのアドレスを「https://db.example.co.jp」のように入力してください。",
            "Enter the server's address like https://db.example.co.jp.",
        ),
        Flaw::Insecure => text(
            "https で始まるアドレスを使ってください。http では、パスワードがネットワークでそのまま読めます(この端末の localhost を除く)。",
            "Use an address that begins with https. With http the password could be read on the network (except on this very device, localhost).",
        ),
        Flaw::Secret => text(
            "アドレスにはユーザー名とパスワードを入れず、下の欄に入力してください。",
            "Leave user name and password out of the address, and enter them below.",
        ),
        Flaw::Database => text(
            "データベースの名前は英小文字で始め、英小文字、数字、_ $ ( ) + - / を使ってください。",
            "A database's name begins with a small letter, and has small letters, digits and _ $ ( ) + - / in it.",
        ),
        Flaw::User => {
            text("ユーザー名を入力してください。コロン(:)は使えません。", "Enter the user name. It has no colon in it.")
        }
    }
}
