// The page that opens an encrypted backup without the board.
import { readFile } from 'node:fs/promises';

export class DecryptPage {
  constructor(page) {
    this.page = page;
    this.file = page.getByLabel('控えのファイル');
    this.about = page.locator('#about');
    this.password = page.getByLabel('パスワード Password', { exact: true });
    this.error = page.getByRole('alert');
    this.result = page.getByRole('region', { name: '復号できました' });
  }

  async open() {
    await this.page.goto('./decrypt.html');
  }

  async choose(text, name = 'irai-board-20260701-1005.encrypted.json') {
    await this.file.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  }

  async save() {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.page.getByRole('link', { name: '元のファイルを保存' }).click()]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  }
}
