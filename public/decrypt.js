// Opens an encrypted backup without the app. The format is told in src/document/encrypted.rs; the
// bounds here are the same. Nothing is sent anywhere, and nothing is kept.
(() => {
  "use strict";
  const FORMAT = "irai-board-encrypted";
  const FIELDS = ["format", "version", "kdf", "rounds", "salt", "cipher", "iv", "data"];
  const PLAIN_BYTES_MAX = 86_667_468;
  const TAG = 16;
  const SEALED_BYTES_MAX = Math.ceil((PLAIN_BYTES_MAX + TAG) / 3) * 4 + 4_096;

  const element = (id) => document.getElementById(id);
  const [form, file, about, password, visible, errorBox, openButton, progress, result, opened, summary, save] =
    ["form", "file", "about", "password", "visible", "error", "open", "progress", "result", "opened", "summary", "save"].map(element);

  /** What a person is told, in both languages, and where it can be put right. */
  class Refusal extends Error {
    constructor(ja, en, at = file) {
      super(ja);
      Object.assign(this, { ja, en, at });
    }
  }

  const NEXT = {
    ja: "ファイルはそのままです。依頼ボードで書き出したファイルを選び直してください。",
    en: "The file is unchanged. Choose a file that was exported from the board.",
  };
  const refuse = (ja, en) => {
    throw new Refusal(`${ja}${NEXT.ja}`, `${en} ${NEXT.en}`);
  };
  const refuseAt = (place, ja, en) => refuse(`${place}:${ja}`, `${place}: ${en}`);

  /** Shows a text in both languages, or nothing. */
  function tell(box, ja, en) {
    const lines = [[ja, "ja"], [en, "en"]].filter(([text]) => text).map(([text, lang]) => {
      const line = document.createElement("p");
      line.lang = lang;
      if (lang === "en") line.className = "en";
      line.textContent = text;
      return line;
    });
    box.replaceChildren(...lines);
  }

  const short = (value) => {
    const text = typeof value === "object" && value ? (Array.isArray(value) ? "[…]" : "{…}") : JSON.stringify(value);
    return text.length > 42 ? `${text.slice(0, 41)}…` : text;
  };

  /** The text of a file: UTF-8, or UTF-16 that says so by its mark. */
  function decode(bytes) {
    const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
    try {
      return new TextDecoder(utf16 ?? "utf-8", { fatal: true }).decode(bytes);
    } catch {
      return refuse("テキストのファイルではありません。", "This is not a text file.");
    }
  }

  /** The bytes of a canonical Base64 text. */
  function fromBase64(place, text, least, most) {
    let binary = null;
    try {
      binary = atob(text);
    } catch {
      // Told below, together with what atob takes and the format does not.
    }
    if (binary === null || btoa(binary) !== text) {
      refuseAt(place, `Base64の文字列が入るところに ${short(text)} が入っています。`, `Found ${short(text)} where a Base64 text should be.`);
    }
    if (binary.length < least || binary.length > most) {
      const bounds = least === most ? [`${least}`, `${least}`] : [`${least}〜${most}`, `${least} to ${most}`];
      refuseAt(place, `長さが${binary.length}バイトです(${bounds[0]}バイトのはずです)。`, `It is ${binary.length} bytes long; it should be ${bounds[1]} bytes.`);
    }
    const bytes = new Uint8Array(binary.length);
    for (let index = 0; index < bytes.length; index += 1) bytes[index] = binary.charCodeAt(index);
    return bytes;
  }

  /** Reads a file: null for an ordinary one, else how to open it and what is in it. */
  function parse(text) {
    if (text.trim() === "") refuse("ファイルの中身が空です。", "The file is empty.");
    let json;
    try {
      json = JSON.parse(text);
    } catch {
      refuse("JSONとして読めません。途中で切れているかもしれません。", "This cannot be read as JSON. It may be cut off.");
    }
    const format = json?.format;
    if (format === "irai-board") return null;
    if (format !== FORMAT) refuse("依頼ボードのファイルではありません。", "This is not an irai-board file.");
    if (json.version !== 1) {
      refuseAt("version", `このページが読めるのは版1だけです(${short(json.version ?? null)} と書かれています)。`, `This page reads version 1 only (found ${short(json.version ?? null)}).`);
    }
    for (const name of Object.keys(json)) {
      if (!FIELDS.includes(name)) refuseAt(name, "この形式にない項目です。", "The format has no such field.");
    }
    for (const name of FIELDS) {
      if (!Object.hasOwn(json, name)) refuseAt(name, "必要な項目がありません。", "This field is missing.");
      const number = name === "version" || name === "rounds";
      if (number ? !Number.isInteger(json[name]) : typeof json[name] !== "string") {
        const [ja, en] = number ? ["整数", "a whole number"] : ["文字列", "a text"];
        refuseAt(name, `${ja}が入るところに ${short(json[name])} が入っています。`, `Found ${short(json[name])} where ${en} should be.`);
      }
    }
    for (const [name, only] of [["kdf", "PBKDF2-SHA-256"], ["cipher", "AES-256-GCM"]]) {
      if (json[name] !== only) {
        refuseAt(name, `${short(json[name])} は選べない値です(選べる値：${only})。`, `${short(json[name])} is none of the values that may stand here (${only}).`);
      }
    }
    if (json.rounds < 100_000 || json.rounds > 5_000_000) {
      refuseAt("rounds", `100000から5000000までの数が入るところに ${json.rounds} が入っています。`, `Found ${json.rounds} where a number from 100000 to 5000000 should be.`);
    }
    const salt = fromBase64("salt", json.salt, 16, 64);
    const iv = fromBase64("iv", json.iv, 12, 12);
    const data = fromBase64("data", json.data, TAG, PLAIN_BYTES_MAX + TAG);
    // Eight names and six texts, none with a quote inside: more quotes are a name that stands twice.
    if (text.split('"').length - 1 !== 28) refuse("同じ名前の項目が2つあります。", "A key stands there twice.");
    const { version, kdf, rounds, cipher } = json;
    const header = JSON.stringify({ format, version, kdf, rounds, salt: json.salt, cipher, iv: json.iv });
    return { rounds, salt, iv, data, header };
  }

  /** The ordinary file, as bytes. */
  async function decrypt(sealed, secret) {
    const subtle = globalThis.crypto?.subtle;
    if (!subtle) {
      throw new Refusal(
        "このアドレスではブラウザーの暗号機能を使えません。ファイルはそのままです。https のアドレスか、端末に保存したこのページで開いてください。",
        "The browser's cryptography is not available at this address. The file is unchanged. Open this page at an https address, or saved on this device.",
      );
    }
    const encoder = new TextEncoder();
    const { rounds, salt, iv, data, header } = sealed;
    const base = await subtle.importKey("raw", encoder.encode(secret.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
    const derivation = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
    const key = await subtle.deriveKey(derivation, base, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
    const cipher = { name: "AES-GCM", iv, additionalData: encoder.encode(header), tagLength: TAG * 8 };
    try {
      return await subtle.decrypt(cipher, key, data);
    } catch (error) {
      if (error.name !== "OperationError") throw error;
      throw new Refusal(
        "開けませんでした。パスワードが違うか、ファイルが変わっています(どちらかは区別できません)。ファイルはそのままです。パスワードを確かめて、もう一度入力してください。",
        "It did not open: the password is wrong or the file was changed (the two cannot be told apart). The file is unchanged. Check the password and try again.",
        password,
      );
    }
  }

  /** What is in the ordinary file, where it can be told. */
  function described(bytes) {
    try {
      const { exported_at: at, board } = JSON.parse(new TextDecoder().decode(bytes));
      const [when, count] = [String(at).slice(0, 16).replace("T", " "), board.engagements.length];
      return [`${when} に書き出した控えです。案件は${count}件です。`, `Exported ${when}, ${count} engagements.`];
    } catch {
      return ["", ""];
    }
  }

  // ---- the page ----

  /** What was chosen: how it reads, once it is read. Another choice takes its place. */
  let chosen = null;
  let busy = false;

  function setBusy(now) {
    busy = now;
    file.disabled = now;
    password.readOnly = now;
    if (now) openButton.setAttribute("aria-disabled", "true");
    else openButton.removeAttribute("aria-disabled");
    if (now) tell(progress, "復号しています…", "Decrypting…");
    else tell(progress);
  }

  function clear() {
    tell(errorBox);
    for (const input of [file, password]) input.removeAttribute("aria-invalid");
    result.hidden = true;
    if (save.href) URL.revokeObjectURL(save.href);
    save.removeAttribute("href");
  }

  function show(error) {
    const known = error instanceof Refusal;
    const at = known ? error.at : openButton;
    tell(
      errorBox,
      known ? error.ja : "ブラウザーの処理が途中で終わりました。ファイルはそのままです。もう一度お試しください。",
      known ? error.en : "The browser broke off. The file is unchanged. Please try again.",
    );
    if (at === file || at === password) at.setAttribute("aria-invalid", "true");
    at.focus();
    if (at === password) at.select();
  }

  async function read(one) {
    if (one.size > SEALED_BYTES_MAX) {
      const [size, most] = [Math.ceil(one.size / 1e6), Math.floor(SEALED_BYTES_MAX / 1e6)];
      refuse(`ファイルが大きすぎます(${size} MB)。読み込めるのは${most} MBまでです。`, `The file is too large (${size} MB). At most ${most} MB can be read.`);
    }
    return parse(decode(new Uint8Array(await one.arrayBuffer())));
  }

  file.addEventListener("change", async () => {
    clear();
    tell(about);
    const one = file.files[0];
    const reading = one ? read(one) : null;
    chosen = reading && { name: one.name, reading };
    if (!reading) return;
    try {
      const sealed = await reading;
      if (chosen?.reading !== reading) return;
      if (sealed) {
        tell(about, "暗号化された控えです。パスワードを入力してください。", "This is an encrypted backup. Enter its password.");
      } else {
        tell(
          about,
          "暗号化されていない控えです。復号は要りません。依頼ボードの「読み込み…」でそのまま開けます。",
          "This backup is not encrypted. There is nothing to decrypt: the board opens it with Import.",
        );
      }
    } catch (error) {
      if (chosen?.reading === reading) show(error);
    }
  });

  visible.addEventListener("change", () => {
    password.type = visible.checked ? "text" : "password";
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    clear();
    try {
      if (!chosen) throw new Refusal("先に控えのファイルを選んでください。", "Choose a backup file first.");
      const sealed = await chosen.reading;
      if (!sealed) {
        throw new Refusal("このファイルは暗号化されていないので、復号は要りません。", "This file is not encrypted: there is nothing to decrypt.");
      }
      setBusy(true);
      const plain = await decrypt(sealed, password.value);
      password.value = "";
      save.href = URL.createObjectURL(new Blob([plain], { type: "application/json" }));
      const bare = chosen.name.replace(/\.encrypted(?=[^.]*\.json$)/i, "");
      save.download = bare === chosen.name ? `${bare.replace(/\.json$/i, "")}.decrypted.json` : bare;
      tell(summary, ...described(plain));
      result.hidden = false;
      setBusy(false);
      opened.focus();
    } catch (error) {
      setBusy(false);
      show(error);
    }
  });
})();
